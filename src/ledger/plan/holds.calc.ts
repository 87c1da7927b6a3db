/**
 * When collection was held, as known: by a dispute, and by a personalised plan that stands (CN-CC-70: after signing,
 * bank and agents stop collecting, except if the holder defaults). Derived for any V; nobody types a plan's hold.
 */
import type { CaseStreamFact } from '../case-state.js';
import { addDays, type CivilDate } from '../dates.js';
import type { DisputeFact } from '../dispute/dispute.events.js';
import type { PlanBook } from './plans-at.calc.js';

const DISPUTE_HOLDS = new Set<CaseStreamFact['type']>([
  'DisputeRaised',
  'CollectionHoldPlaced',
  'CollectionHoldReleased',
]);

/** A time in which collection of some debts was held. */
export interface CollectionHold {
  readonly reason: 'DISPUTE' | 'PLAN';
  /** Dispute or plan. */
  readonly id: string;
  readonly from: CivilDate;
  /** First day on which it no longer holds. */
  readonly to?: CivilDate;
  /** All of the case's where absent. */
  readonly debts?: readonly string[];
}

/** Whether a fact, beside those of plans, may place or release a hold. */
export function touchesDisputeHolds(type: CaseStreamFact['type']): boolean {
  return DISPUTE_HOLDS.has(type);
}

/** @param facts of one case in store order, cut at K; those after `asOf` are left out. */
export function disputeHolds(facts: readonly CaseStreamFact[], asOf: CivilDate): CollectionHold[] {
  const raised = new Map<string, Extract<DisputeFact, { type: 'DisputeRaised' }>>();
  const holds = new Map<string, CollectionHold>();
  for (const fact of facts) {
    if (fact.eff > asOf) continue;
    if (fact.type === 'DisputeRaised') raised.set(fact.data.dispute, fact);
    if (fact.type === 'CollectionHoldPlaced') {
      const { dispute: id } = fact.data;
      holds.set(id, { reason: 'DISPUTE', id, from: fact.eff, debts: raised.get(id)?.data.debts });
    }
    if (fact.type === 'CollectionHoldReleased') {
      const hold = holds.get(fact.data.dispute);
      if (hold) holds.set(hold.id, { ...hold, to: fact.eff });
    }
  }
  return [...holds.values()];
}

/** Personalised plans hold from their activation until they are broken, completed, cancelled or replaced. */
export function planHolds(plans: PlanBook, asOf: CivilDate): CollectionHold[] {
  if (!plans.holdsCollection) return [];
  return plans.at(asOf).flatMap(({ record, versions }) =>
    versions
      .filter(({ version }) => version.terms.kind === 'PERSONALISED')
      .map(({ version, state, since }) => {
        const stands = state === 'ON_TRACK' || state === 'BEHIND';
        // What it was completed by was still paid under the plan: that day is held too.
        const to = stands ? undefined : state === 'COMPLETED' ? addDays(since, 1) : since;
        const { debts } = version.terms;
        return { reason: 'PLAN' as const, id: record.id, from: version.activatedOn, to, debts };
      }),
  );
}

/** All holds of a case that began by a day. */
export function holdsAt(facts: readonly CaseStreamFact[], plans: PlanBook, asOf: CivilDate): CollectionHold[] {
  return [...disputeHolds(facts, asOf), ...planHolds(plans, asOf)];
}

export function isHeldOn({ from, to }: CollectionHold, day: CivilDate): boolean {
  return from <= day && (to === undefined || day < to);
}
