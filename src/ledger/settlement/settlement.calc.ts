/** What became of settlements: a pure function of offer, acceptance and payments, for any day (law 4). */
import type { CaseStreamFact } from '../case-state.js';
import { addDays, type CivilDate } from '../dates.js';
import { comesAfter, paidBy, PaymentUses, touchesPayments, type Flow } from '../payment/counted.calc.js';
import type { SettlementFact, SettlementStage } from './settlement.events.js';
import { evolveSettlements, type SettlementRecord, type Settlements } from './settlement.state.js';

const ROOTS = new Set<CaseStreamFact['type']>(['SettlementOffered', 'SettlementAccepted', 'SettlementCompleted']);

/** Whether a fact may change what became of a settlement. */
export function touchesSettlements(type: CaseStreamFact['type']): boolean {
  return ROOTS.has(type) || touchesPayments(type);
}

export interface SettlementResult {
  readonly stage: SettlementStage;
  /** The day from which it is so. */
  readonly since: CivilDate;
  /** Minor units paid in time, as known. */
  readonly paid: number;
  readonly payments: readonly string[];
}

/** @param flows payments to the settlement's debts, by value date, then store order. */
export function evaluateSettlement(
  { terms, offered, accepted, completed }: SettlementRecord,
  flows: readonly Flow[],
  asOf: CivilDate,
): SettlementResult {
  const { amount, expires, payBy } = terms;
  let paid = 0;
  let reachedOn: CivilDate | undefined;
  const payments: string[] = [];
  for (const flow of flows) {
    if (flow.valueDate > asOf || flow.valueDate > payBy || !comesAfter(offered, flow)) continue;
    const part = paidBy(flow, asOf);
    if (part <= 0) continue;
    paid += part;
    payments.push(flow.id);
    if (reachedOn === undefined && paid >= amount) reachedOn = flow.valueDate;
  }
  const of = (stage: SettlementStage, since: CivilDate): SettlementResult => ({ stage, since, paid, payments });
  if (completed) return of('COMPLETED', completed.on);
  if (!accepted) return asOf <= expires ? of('OFFERED', offered.on) : of('LAPSED', addDays(expires, 1));
  if (reachedOn !== undefined) return of('PAID', reachedOn > accepted.on ? reachedOn : accepted.on);
  return asOf <= payBy ? of('ACCEPTED', accepted.on) : of('LAPSED', addDays(payBy, 1));
}

export interface SettlementAt extends SettlementResult {
  readonly record: SettlementRecord;
}

/** The settlements of a case, taken apart once and asked for many days. */
export class SettlementBook {
  private readonly roots: readonly SettlementFact[];
  private readonly uses: PaymentUses;

  /** @param facts of one case in store order, cut at K. */
  constructor(facts: readonly CaseStreamFact[]) {
    this.roots = facts.filter((fact): fact is SettlementFact => ROOTS.has(fact.type));
    this.uses = new PaymentUses(this.roots.length === 0 ? [] : facts);
  }

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  at(asOf: CivilDate): SettlementAt[] {
    const settlements: Settlements = new Map();
    for (const fact of this.roots) if (fact.eff <= asOf) evolveSettlements(settlements, fact);
    return [...settlements.values()].map((record) => {
      const flows = this.uses.onDebts(new Set(record.terms.debts));
      return { record, ...evaluateSettlement(record, flows, asOf) };
    });
  }

  /** The days on which something about a settlement may change, sorted. */
  turningPoints(): CivilDate[] {
    const days = new Set<CivilDate>(this.uses.days());
    for (const fact of this.roots) {
      days.add(fact.eff);
      if (fact.type !== 'SettlementOffered') continue;
      days.add(addDays(fact.data.expires, 1)).add(addDays(fact.data.payBy, 1));
    }
    return [...days].sort();
  }
}
