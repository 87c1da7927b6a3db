/** Holds that follow from the facts of a case alone: disputes and personalised plans. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import {
  DISPUTE_HOLD_FACTS,
  disputeHolds,
  isHeldOn,
  planHolds,
  touchesDisputeHolds,
} from '../../src/ledger/hold/index.js';
import { PlanBook, touchesPlans } from '../../src/ledger/plan/index.js';
import { CASE_FACT_TYPES } from '../../src/ledger/case-state.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import { standingHold, type StandingHold } from './holds.js';

const disputes: StandingSource<StandingHold> = {
  name: 'dispute',
  begins: ['CollectionHoldPlaced'],
  touches: DISPUTE_HOLD_FACTS,
  book(facts: readonly CaseStreamFact[]): StandingBook<StandingHold> {
    const own = facts.filter(({ type }) => touchesDisputeHolds(type));
    const at = (day: string) => disputeHolds(own, day).filter((hold) => isHeldOn(hold, day));
    return { days: own.map(({ eff }) => eff), at: (day) => at(day).map(standingHold) };
  },
};

const plans: StandingSource<StandingHold> = {
  name: 'plan',
  begins: ['PlanActivated'],
  touches: CASE_FACT_TYPES.filter(touchesPlans),
  book(facts: readonly CaseStreamFact[]): StandingBook<StandingHold> {
    const book = new PlanBook(facts);
    if (!book.holdsCollection) return { days: [], at: () => [] };
    const at = (day: string) => planHolds(book, day).filter((hold) => isHeldOn(hold, day));
    return { days: book.turningPoints(), at: (day) => at(day).map(standingHold) };
  },
};

export const CASE_HOLD_SOURCES: readonly StandingSource<StandingHold>[] = [disputes, plans];
