/** Holds of disputes: from the hold's day to its release. */
import type { CaseStreamFact } from '../case-state.js';
import type { CivilDate } from '../dates.js';
import type { DisputeFact } from '../dispute/dispute.events.js';
import type { Hold } from './hold.calc.js';

type Of<T extends DisputeFact['type']> = Extract<DisputeFact, { type: T }>;

const ROOTS = ['DisputeRaised', 'CollectionHoldPlaced', 'CollectionHoldReleased'] as const;
export const DISPUTE_HOLD_FACTS: readonly CaseStreamFact['type'][] = ROOTS;

/** Whether a fact may place or release the hold of a dispute. */
export function touchesDisputeHolds(type: CaseStreamFact['type']): boolean {
  return (ROOTS as readonly string[]).includes(type);
}

function holdOf(
  { id: event, eff: from, data }: Of<'CollectionHoldPlaced'>,
  { data: raised }: Of<'DisputeRaised'>,
): Hold {
  const { dispute: id, amount = raised.amount } = data;
  const { debts, ground: why } = raised;
  return { source: 'dispute', id, stops: ['COLLECTION'], debts, amount, from, why, event };
}

/** @param facts of one case in store order, cut at K; those after `asOf` are left out. */
export function disputeHolds(facts: readonly CaseStreamFact[], asOf: CivilDate): Hold[] {
  const raised = new Map<string, Of<'DisputeRaised'>>();
  const standing = new Map<string, Hold>();
  const over: Hold[] = [];
  for (const fact of facts) {
    if (fact.eff > asOf) continue;
    if (fact.type === 'DisputeRaised') raised.set(fact.data.dispute, fact);
    if (fact.type === 'CollectionHoldPlaced') {
      const dispute = raised.get(fact.data.dispute);
      if (dispute) standing.set(fact.data.dispute, holdOf(fact, dispute));
    }
    if (fact.type === 'CollectionHoldReleased') {
      const hold = standing.get(fact.data.dispute);
      if (hold) over.push({ ...hold, to: fact.eff });
      standing.delete(fact.data.dispute);
    }
  }
  return [...over, ...standing.values()];
}
