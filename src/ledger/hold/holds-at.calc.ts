/**
 * Everything that holds a case, from its facts and those of its parties and incidents as known: written once for the
 * question of holds, the case at a glance, the screen as told, and the exclusion of promises (domain/model.md 4.4).
 */
import type { CaseStreamFact } from '../case-state.js';
import type { CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import { PlanBook } from '../plan/plans-at.calc.js';
import { disputeHolds, touchesDisputeHolds } from './dispute-holds.calc.js';
import { freezeHolds } from './freeze-holds.calc.js';
import { isHeldOn, type Hold } from './hold.calc.js';
import { partyHolds } from './party-holds.calc.js';
import { planHolds } from './plan-holds.calc.js';

export class HoldBook {
  private readonly own: readonly CaseStreamFact[];
  private readonly caseId: string;
  private readonly plans: PlanBook;

  /**
   * @param facts of one case in store order, cut at K.
   * @param others facts of its parties and incidents, cut at the same K.
   */
  constructor(
    facts: readonly CaseStreamFact[],
    private readonly others: readonly AnyFact[] = [],
    plans?: PlanBook,
  ) {
    this.caseId = facts[0]?.stream ?? '';
    this.own = facts.filter(({ type }) => type === 'PartyLinked' || touchesDisputeHolds(type));
    this.plans = plans ?? new PlanBook(facts);
  }

  /** All holds that began by a day, those that are over too. */
  at(asOf: CivilDate): Hold[] {
    return [
      ...disputeHolds(this.own, asOf),
      ...planHolds(this.plans, asOf),
      ...partyHolds(this.own, this.others, asOf),
      ...freezeHolds(this.caseId, this.others, asOf),
    ];
  }

  /** What holds on a day. */
  on(day: CivilDate): Hold[] {
    return this.at(day).filter((hold) => isHeldOn(hold, day));
  }

  /** The days on which the case's own holds may change, in any order. */
  days(): CivilDate[] {
    const own = this.own.map(({ eff }) => eff);
    return this.plans.holdsCollection ? [...own, ...this.plans.turningPoints()] : own;
  }
}
