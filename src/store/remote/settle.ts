/** What an answer to an append means for the ledger. */
import type { AppendResult, Expected, NewEvent, StoredEvent } from '../port.js';
import { refuse } from '../sqlite/check.js';
import { tombstoned } from './retention.js';
import type { WireAnswer } from './wire.js';

export interface Attempt {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
  /** The furthest position known when it was sent: what stands there or before was written earlier. */
  readonly known: number;
}

type ReadStream = (stream: string, from: number, count: number) => Promise<readonly StoredEvent[]>;

export async function settled(answer: WireAnswer, attempt: Attempt, read: ReadStream): Promise<AppendResult> {
  switch (answer.kind) {
    case 'lost':
      return { kind: 'unknown', detail: answer.detail };
    case 'refused':
      return refuse(answer.reason, answer.detail);
    case 'stored':
      return answer.position === undefined
        ? lookedUp(answer.revision, attempt, read)
        : at(answer.revision, answer.position, attempt);
    case 'stale':
      return conflict(answer.current, attempt, read);
  }
}

function at(revision: number, position: number, { known }: Attempt): AppendResult {
  return { kind: 'appended', revision, position, repeated: position <= known };
}

/** An append that was found stored may be acknowledged without its place. */
async function lookedUp(revision: number, attempt: Attempt, read: ReadStream): Promise<AppendResult> {
  const [last] = await read(attempt.stream, revision, 1);
  return last
    ? at(revision, last.position, attempt)
    : { kind: 'unknown', detail: 'acknowledged, but not to be read yet' };
}

/** The stream has moved on: by somebody else, or by this very append, whose first answer was lost. */
async function conflict(
  current: number,
  { stream, events, expected }: Attempt,
  read: ReadStream,
): Promise<AppendResult> {
  if (!Number.isSafeInteger(current)) throw tombstoned(stream);
  const stored = await read(stream, expected === 'no-stream' ? 0 : expected + 1, events.length);
  const last = stored[events.length - 1];
  if (last && events.every(({ id }, i) => stored[i]?.id === id)) {
    return { kind: 'appended', revision: last.revision, position: last.position, repeated: true };
  }
  return { kind: 'conflict', stream, expected, actual: current < 0 ? 'no-stream' : current };
}
