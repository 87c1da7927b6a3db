/** What a case remembered before a row. */
import type { Value } from '../mapping/frame.js';
import type { CaseContext } from './contexts.js';

/** Copies of lists of a case. One serves all rows: the next is read when this one is told. */
export class Snapshot {
  private readonly running: (Value | undefined)[] = [];
  private readonly parts: (string | undefined)[] = [];
  private readonly parties: (string | undefined)[] = [];

  take({ running, parts, parties }: CaseContext): void {
    copy(running, this.running);
    copy(parts, this.parts);
    copy(parties, this.parties);
  }

  /** A rejected row leaves nothing behind in what its case remembers. */
  restore(context: CaseContext): void {
    context.running = this.running.slice();
    context.parts = this.parts.slice();
    context.parties = this.parties.slice();
  }
}

function copy<T>(from: readonly T[], to: T[]): void {
  to.length = from.length;
  for (let i = 0; i < from.length; i++) to[i] = from[i] as T;
}
