/** Holds of disputes: from the hold's day to its release. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import type { DisputeFact } from '../../src/ledger/dispute/index.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import type { Hold } from './holds.js';

type Of<T extends DisputeFact['type']> = Extract<DisputeFact, { type: T }>;

const SOURCE = 'dispute';

function holdOf({ id: event, eff, data }: Of<'CollectionHoldPlaced'>, { data: raised }: Of<'DisputeRaised'>): Hold {
  const { dispute: id, amount = raised.amount } = data;
  return { source: SOURCE, id, debts: raised.debts, amount, since: eff, why: raised.ground, event };
}

function holdsAt(facts: readonly CaseStreamFact[], day: CivilDate): Hold[] {
  const raised = new Map<string, Of<'DisputeRaised'>>();
  const holds = new Map<string, Hold>();
  for (const fact of facts) {
    if (fact.eff > day) continue;
    if (fact.type === 'DisputeRaised') raised.set(fact.data.dispute, fact);
    if (fact.type === 'CollectionHoldPlaced') {
      const dispute = raised.get(fact.data.dispute);
      if (dispute) holds.set(fact.data.dispute, holdOf(fact, dispute));
    }
    if (fact.type === 'CollectionHoldReleased') holds.delete(fact.data.dispute);
  }
  return [...holds.values()];
}

const TOUCHES = ['DisputeRaised', 'CollectionHoldPlaced', 'CollectionHoldReleased'] as const;

export const disputeHolds: StandingSource<Hold> = {
  name: SOURCE,
  begins: ['CollectionHoldPlaced'],
  touches: TOUCHES,
  book(facts): StandingBook<Hold> {
    const own = facts.filter(({ type }) => (TOUCHES as readonly string[]).includes(type));
    return { days: own.map(({ eff }) => eff), at: (day) => holdsAt(own, day) };
  },
};
