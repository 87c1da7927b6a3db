/**
 * Holds of plans: a personalised plan holds collection while it stands (CN-CC-70: after signing, bank and agents stop
 * collecting, except if the holder defaults). Derived for any V; nobody types a plan's hold.
 */
import { addDays, type CivilDate } from '../dates.js';
import type { PlanBook, VersionAt } from '../plan/plans-at.calc.js';
import type { Hold } from './hold.calc.js';

/** From a plan's activation until it is broken, completed, cancelled or replaced. */
export function planHolds(plans: PlanBook, asOf: CivilDate): Hold[] {
  if (!plans.holdsCollection) return [];
  return plans
    .at(asOf)
    .flatMap(({ record, versions }) =>
      versions
        .filter(({ version }) => version.terms.kind === 'PERSONALISED')
        .map((version) => holdOf(record.id, version)),
    );
}

function holdOf(id: string, { version, state, since }: VersionAt): Hold {
  const { terms, activatedOn: from, event } = version;
  const stands = state === 'ON_TRACK' || state === 'BEHIND';
  // What it was completed by was still paid under the plan: that day is held too.
  const to = stands ? undefined : state === 'COMPLETED' ? addDays(since, 1) : since;
  return { source: 'plan', id, stops: ['COLLECTION'], debts: terms.debts, from, to, why: terms.kind, event };
}
