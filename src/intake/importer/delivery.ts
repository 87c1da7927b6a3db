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
    /** Parties that the ledger refused to register: nothing is linked to them. */
    private readonly isRefused: (party: string) => boolean,
  ) {}

  async deliver(context: CaseContext, rows: readonly RowUnit[]): Promise<void> {
    let left = await this.packed(context, rows);
    while (left.length > 0) {
      // Facts behind a link are sealed for the linked party: on an open case it must stand before them.
      const now = linksOnly(context) ? left.slice(0, 1) : left;
      left = [...(await this.attempt(context, now)), ...left.slice(now.length)];
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
    const { stream } = context;
    const preamble = context.preamble.filter((request) => !this.isVain(request));
    const units = parcels.map(({ requests }, i) => (i === 0 ? [...preamble, ...requests] : requests));
    const answers = await this.ledger.transactor.runUnits(CASE, stream, units);
    const first = answers[0] as UnitOutcome;
    if (preamble.length > 0 && isRefusal(first)) return this.refusedAtTheDoor(context, parcels, [first, answers]);
    parcels.forEach((parcel, i) => this.outcomes.settled(context, parcel, answers[i] as UnitOutcome, i === 0 ? preamble.length : 0));
    if (preamble.length > 0) context.preamble = context.preamble.filter((request) => !preamble.includes(request));
    return [];
  }

  private isVain({ command }: CaseRequest): boolean {
    return command.type === 'LinkParty' && this.isRefused(command.party);
  }

  private refusedAtTheDoor(
    context: CaseContext,
    parcels: readonly Parcel[],
    [refusal, answers]: readonly [Refusal, readonly UnitOutcome[]],
  ): readonly Parcel[] {
    const first = parcels[0] as Parcel;
    const behind = parcels.filter((parcel, i) => {
      if (i === 0) return false;
      const answer = answers[i] as UnitOutcome;
      // Without the first, the others had no case to stand on.
      if (isRefusal(answer)) return true;
      this.outcomes.settled(context, parcel, answer);
      return false;
    });
    if (refusal.why === 'exists' && withoutKnown(context, refusal)) return [first, ...behind];
    const requests = [...context.preamble, ...first.requests];
    this.outcomes.refused({ row: first.row, requests }, refusal);
    return behind;
  }
}

function linksOnly({ preamble }: CaseContext): boolean {
  return preamble.length > 0 && preamble.every(({ command }) => command.type !== 'OpenCase');
}

/** Somebody else opened the case or linked the party meanwhile: then that need not go before. */
function withoutKnown(context: CaseContext, { code }: Refusal): boolean {
  const type = code === 'case-exists' ? 'OpenCase' : code === 'party-linked' ? 'LinkParty' : undefined;
  const at = context.preamble.findIndex(({ command }) => command.type === type);
  if (at < 0) return false;
  context.preamble = context.preamble.filter((_request, i) => i !== at);
  return true;
}
