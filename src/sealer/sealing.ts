/** Follows the ledger: leaves for what comes in, a checkpoint whenever one is due. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '../store/port.js';
import type { Pace } from './pace.js';
import type { Publisher } from './publisher.js';
import type { SealerParts } from './sealer-parts.js';
import type { Waits } from './waits.js';
import type { SealWork } from './work.js';

/** Pause after a failure that may pass. */
export const RETRY_MS = 1_000;

export interface Sealing extends Pick<SealerParts, 'store' | 'clock'> {
  readonly waits: Waits;
  readonly work: SealWork;
  readonly publisher: Publisher;
  readonly pace: Pace;
  /** When the next checkpoint is to be made. */
  due(): number;
  take(page: readonly StoredEvent[]): Promise<void>;
  publish(): Promise<void>;
}

/** Until the signal, until it has stopped, or until another process is found to publish. */
export async function sealing(its: Sealing, position: number, signal: AbortSignal): Promise<void> {
  const { store, clock, waits, work, publisher, pace } = its;
  const over = new AbortController();
  const feed = store.subscribe(position, AbortSignal.any([signal, over.signal]));
  const pages = feed[Symbol.asyncIterator]() as AsyncIterator<readonly StoredEvent[], undefined>;
  let next = pages.next();
  while (!signal.aborted && !work.stopped && !publisher.outrun) {
    const late = its.due() - clock.now();
    const asked = waits.asked(Math.max(0, late));
    const page = await Promise.race([next, asked.over]);
    asked.cancel();
    pace.worked = 0;
    const went = await work.inTurn(() =>
      work.guarded(async () => {
        if (page && !page.done) await its.take(page.value);
        if (page && !page.done) next = pages.next();
        if (its.due() <= clock.now()) await its.publish();
      }),
    );
    if (page?.done) return;
    if (!publisher.outrun) await pause(went ? pace.restMs : RETRY_MS, signal);
  }
  over.abort();
  await next;
}

/** Ends early with the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}
