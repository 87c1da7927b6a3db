/** The promises of a case as of a day, from its facts as known: written once for queries, read tables and reactors. */
import type { CaseStreamFact } from '../case-state.js';
import { addDays, type CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import { PaymentUses, touchesPayments } from '../payment/counted.calc.js';
import { touchesDisputeHolds } from '../hold/dispute-holds.calc.js';
import { HoldBook } from '../hold/holds-at.calc.js';
import { isPlanRoot } from '../plan/plans-at.calc.js';
import { outcomes, windowEnd, type PromiseResult } from './promise.calc.js';
import type { PromiseFact } from './promise.events.js';
import { evolvePromises, type PromiseRecord, type Promises } from './promise.state.js';

/** Facts that a promise's outcome rests on. Notices are not among them (law 4). */
const ROOTS = new Set<CaseStreamFact['type']>(['PromiseMade', 'PromiseRenegotiated', 'PromiseCancelled']);

/** Whether a fact may change what became of a promise. */
export function touchesPromises(type: CaseStreamFact['type']): boolean {
  return ROOTS.has(type) || touchesPayments(type) || touchesDisputeHolds(type) || isPlanRoot(type);
}

export interface PromiseAt extends PromiseResult {
  readonly record: PromiseRecord;
}

/** The promise-relevant facts of a case, taken apart once and asked for many days. */
export class PromiseBook {
  private readonly facts: readonly CaseStreamFact[];
  private readonly uses: PaymentUses;
  /** Collection that was held: disputes, personalised plans, and what befell the debtor. */
  private readonly holds: HoldBook;

  /**
   * @param facts of one case in store order, cut at K.
   * @param others facts of its parties, cut at the same K; without them a death or moratorium excludes nothing.
   */
  constructor(facts: readonly CaseStreamFact[], others: readonly AnyFact[] = []) {
    this.facts = facts.filter(({ type }) => ROOTS.has(type) || touchesDisputeHolds(type));
    this.uses = new PaymentUses(facts);
    this.holds = new HoldBook(facts, others);
  }

  /** What became of each promise as of the whole of a day. */
  at(asOf: CivilDate): PromiseAt[] {
    const promises: Promises = new Map();
    for (const fact of this.facts)
      if (ROOTS.has(fact.type) && fact.eff <= asOf) evolvePromises(promises, fact as PromiseFact);
    if (promises.size === 0) return [];
    const results = outcomes(promises.values(), this.uses.at(asOf), this.holds.at(asOf), asOf);
    return results.map((result) => ({ ...result, record: promises.get(result.promise) as PromiseRecord }));
  }

  /** The days on which some outcome may change, sorted. */
  turningPoints(): CivilDate[] {
    const days = new Set<CivilDate>();
    for (const fact of this.facts) days.add(fact.eff);
    for (const day of this.uses.days()) days.add(day);
    for (const day of this.holds.days()) days.add(day);
    const all: Promises = new Map();
    for (const fact of this.facts) if (ROOTS.has(fact.type)) evolvePromises(all, fact as PromiseFact);
    for (const promise of all.values()) {
      days.add(addDays(windowEnd(promise), 1));
      if (promise.ended) days.add(addDays(promise.ended.on, 1));
    }
    return [...days].sort();
  }
}
