/** A transaction whose failure is the same answer for each of its appends: nobody halves a group that must stay in order. */
import type { AppendResult } from '../port.js';
import type { Attempt, Sink } from './group-commit.js';
import { refuse } from './check.js';
import { describe, failureOf } from './failure.js';

/** Writes all, or answers for each why not. Throws on a bug. */
export function writeAll(
  appends: readonly Attempt[],
  { write, rollback }: { readonly write: () => AppendResult[] } & Pick<Sink, 'rollback'>,
): AppendResult[] {
  try {
    return write();
  } catch (error) {
    const answer = answerOf(error, rollback());
    if (!answer) throw error;
    return appends.map(() => answer);
  }
}

function answerOf(error: unknown, undone: boolean): AppendResult | undefined {
  const failure = undone ? failureOf(error) : 'doubtful';
  switch (failure) {
    case 'no-room':
      return refuse('no-room', describe(error));
    case 'refused':
      return refuse('bad-event', `an event of these exists already (${describe(error)})`);
    case 'busy':
      return { kind: 'unknown', detail: `another process is writing the ledger (${describe(error)})` };
    case 'doubtful':
      return { kind: 'unknown', detail: `the device failed (${describe(error)})` };
    case 'bug':
      return undefined;
  }
}
