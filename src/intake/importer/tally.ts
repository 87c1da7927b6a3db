/** What became of the rows, counted. */
import type { CaseContext } from './contexts.js';

export class Tally {
  rows = 0;
  cases = 0;
  facts = 0;
  unchanged = 0;
  changed = 0;
  missing = 0;
  ignored = 0;
  rejected = 0;
  /** Rejected rows of which nobody can say which they are: they may be ones that were imported before. */
  unidentified = 0;

  /** A row of the case is in the ledger. */
  landed(context: CaseContext): void {
    if (context.counted) return;
    context.counted = true;
    this.cases += 1;
  }
}
