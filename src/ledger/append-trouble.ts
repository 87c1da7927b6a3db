/** What a caller is told where the store did not write, or could not say whether it did. */
import type { AppendResult } from '../store/port.js';
import type { Trouble } from './command.js';

export function troubleOf(result: Exclude<AppendResult, { kind: 'appended' | 'conflict' }>): Trouble {
  if (result.kind === 'unknown') {
    const message = `The store did not say whether it wrote the command (${result.detail}). Send it again with the same Idempotency-Key: it is recorded once.`;
    return { kind: 'trouble', why: 'unknown-outcome', message };
  }
  switch (result.reason) {
    case 'no-room':
      return {
        kind: 'trouble',
        why: 'no-room',
        message: 'The disk is full. Nothing was written; reads go on. Make room and send the command again.',
      };
    case 'closed':
      return {
        kind: 'trouble',
        why: 'closed',
        message: 'The ledger is shutting down. Nothing was written; try again.',
      };
    case 'clock-ahead':
      return { kind: 'trouble', why: 'clock-ahead', message: result.detail };
    case 'too-large':
    case 'too-many':
      return { kind: 'trouble', why: 'too-large', message: result.detail };
    case 'empty':
    case 'bad-event':
      throw new Error(`the ledger built an append that the store cannot take: ${result.detail}`);
  }
}
