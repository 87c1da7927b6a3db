/**
 * Delivers rows to one case. What must stand before them (its opening, links of parties) goes with the first row that the
 * ledger takes, so a refused row leaves nothing behind, not even an empty case.
 */
import { CASE } from '../../ledger/ledger.js';
import { isRefusal, type Refusal } from '../../ledger/refusal.js';
import type { UnitOutcome } from '../../ledger/transact.js';
import type { CaseContext } from './contexts.js';
import type { ImportLedger } from './ledger.js';
import type { Outcomes } from './outcomes.js';
import type { CaseRequest, RowUnit } from './row-unit.js';
import { withdrawing } from './withdrawals.js';

/** A row with its commands. */
export interface Parcel {
  readonly row: RowUnit;
  readonly requests: readonly CaseRequest[];
}

export class Delivery {
  constructor(
    private readonly ledger: ImportLedger,
    private readonly outcomes: Outcomes,
    private readonly by: string,
  ) {}

  async deliver(context: CaseContext, rows: readonly RowUnit[]): Promise<void> {
    let left = await this.packed(context, rows);
    while (left.length > 0) {
      const count = together(context, left);
      const retry = await this.attempt(context, left.slice(0, count));
      left = [...retry, ...left.slice(count)];
    }
  }

  private async packed({ stream }: CaseContext, rows: readonly RowUnit[]): Promise<Parcel[]> {
    const parcels: Parcel[] = [];
    for (const row of rows) {
      const withdraw = row.withdraw.length > 0 ? await withdrawing(this.ledger, stream, row, this.by) : [];
      if (isRefusal(withdraw)) this.outcomes.refused({ row, requests: [] }, withdraw);
      else parcels.push({ row, requests: withdraw.length > 0 ? [...withdraw, ...row.requests] : row.requests });
    }
    return parcels;
  }

  /** @returns parcels to be sent again, because what should stand before them was refused */
  private async attempt(context: CaseContext, parcels: readonly Parcel[]): Promise<readonly Parcel[]> {
    const [first, ...others] = parcels as [Parcel, ...Parcel[]];
    const head = headOf(context, first.row);
    const units = [[...head, ...first.requests], ...others.map(({ requests }) => requests)];
    const answers = await this.ledger.transactor.runUnits(
      CASE,
      context.stream,
      units,
      head.includes(first.row.opening as CaseRequest),
    );
    const answer = answers[0] as UnitOutcome;
    const isHeld = head.length > 0 && isRefusal(answer);
    if (isHeld && isThere(context, head, answer))
      return [first, ...this.settled(context, others, answers.slice(1), true)];
    this.outcomes.settled(context, isHeld ? { row: first.row, requests: units[0] ?? [] } : first, answer, head.length);
    if (!('kind' in answer)) stands(context, head);
    return this.settled(context, others, answers.slice(1), isHeld);
  }

  /** @returns those that were refused, where they had no case to stand on */
  private settled(
    context: CaseContext,
    parcels: readonly Parcel[],
    answers: readonly UnitOutcome[],
    isHeld: boolean,
  ): readonly Parcel[] {
    return parcels.filter((parcel, i) => {
      const answer = answers[i] as UnitOutcome;
      if (isHeld && isRefusal(answer)) return true;
      this.outcomes.settled(context, parcel, answer);
      return false;
    });
  }
}

/** What must stand before a row and does not yet: the opening of its case, links of its parties. */
function headOf({ open, links }: CaseContext, { opening, links: needed }: RowUnit): readonly CaseRequest[] {
  const missing = links === undefined ? needed : needed.filter(({ cmd }) => !links.has(cmd));
  return open || !opening ? missing : [opening, ...missing];
}

/**
 * How many parcels can go together. The opening of a case guards those behind it: without it they are refused. A link on
 * an open case guards nothing, so its row goes alone: facts behind it are sealed for the linked party.
 */
function together(context: CaseContext, parcels: readonly Parcel[]): number {
  const head = headOf(context, (parcels[0] as Parcel).row);
  if (head.length > 0 && context.open) return 1;
  const carried = new Set(head.map(({ cmd }) => cmd));
  const other = parcels.findIndex(({ row }, i) => i > 0 && headOf(context, row).some(({ cmd }) => !carried.has(cmd)));
  return other < 0 ? parcels.length : other;
}

/** The head was recorded. */
function stands(context: CaseContext, head: readonly CaseRequest[]): void {
  context.open = true;
  for (const { command, cmd } of head) if (command.type === 'LinkParty') (context.links ??= new Set()).add(cmd);
}

/** Somebody else opened the case or linked the party meanwhile: then that stands, and need not go before. */
function isThere(context: CaseContext, head: readonly CaseRequest[], { code, id }: Refusal): boolean {
  if (code === 'case-exists') stands(context, []);
  else if (code === 'party-linked')
    stands(
      context,
      head.filter(({ command }) => command.type === 'LinkParty' && command.party === id),
    );
  else return false;
  return true;
}
