/**
 * Sends rows to their cases: in the order of the file within a case, many cases at once, one append a case where its rows
 * stand together. A case has one batch under way at a time; what comes meanwhile waits.
 */
import { isRefusal } from '../../ledger/refusal.js';
import type { CaseContext } from './contexts.js';
import type { Delivery } from './delivery.js';
import type { Gate } from './gate.js';
import type { Outcomes } from './outcomes.js';
import type { RowUnit } from './row-unit.js';

/** So much goes into one append: below its limits, as one command may record several facts. */
const COMMANDS_MAX = 100;
const CHARS_MAX = 200_000;

export class Sender {
  constructor(
    private readonly delivery: Delivery,
    private readonly gate: Gate,
    private readonly outcomes: Outcomes,
  ) {}

  queue(context: CaseContext, row: RowUnit): void {
    context.waiting.push(row);
    this.gate.enter(1);
  }

  /** Sends what waits in a case, unless the case is busy: then it goes with the next batch. */
  flush(context: CaseContext): void {
    if (context.flying || context.waiting.length === 0) return;
    context.flying = true;
    this.gate.run(this.fly(context));
  }

  private async fly(context: CaseContext): Promise<void> {
    const { waiting } = context;
    while (waiting.length > 0 && this.gate.isOpen) {
      const rows = waiting.splice(0, batchLength(waiting));
      const accepted = await this.withParties(rows);
      if (accepted.length > 0) await this.delivery.deliver(context, accepted);
      this.gate.leave(rows.length);
    }
    context.flying = false;
  }

  /** Rows whose parties are recorded; the others are rejected. */
  private async withParties(rows: readonly RowUnit[]): Promise<readonly RowUnit[]> {
    if (rows.every(({ parties }) => parties.length === 0)) return rows;
    const accepted: RowUnit[] = [];
    for (const row of rows) {
      const refused = (await Promise.all(row.parties.map((ask) => ask()))).find(isRefusal);
      if (refused) this.outcomes.partyRefused(row, refused);
      else accepted.push(row);
    }
    return accepted;
  }
}

/** How many of the waiting rows go into one append; at least one. */
function batchLength(rows: readonly RowUnit[]): number {
  let commands = 0;
  let chars = 0;
  let count = 0;
  for (const { requests, withdraw, size } of rows) {
    commands += requests.length + withdraw.length;
    chars += size;
    if (count > 0 && (commands > COMMANDS_MAX || chars > CHARS_MAX)) break;
    count += 1;
  }
  return count;
}
