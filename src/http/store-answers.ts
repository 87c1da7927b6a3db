/** Whether the store answers, for probes: within a time in which a balancer still listens. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../store/port.js';
import { Problem } from './problem.js';

/** Below what probes usually wait (5 s), and above what a store under load takes. */
const ANSWER_MS = 3_000;

/** Throws a 503 problem where it does not: no command can be taken then. */
export async function storeAnswers(store: EventStore): Promise<void> {
  const over = new AbortController();
  const late = sleep(ANSWER_MS, `no answer within ${ANSWER_MS / 1000} s`, { signal: over.signal });
  // Whoever loses is heard all the same, so that nobody else has to.
  late.catch(() => undefined);
  const head = store.head().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const why = await Promise.race([head, late]);
  over.abort();
  if (why !== undefined) throw Problem.of(503, 'store-unavailable', `The event store does not answer: ${why}`);
}
