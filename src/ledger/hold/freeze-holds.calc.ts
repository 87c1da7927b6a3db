/** Holds of incidents: contact on a case that an incident froze (duty D54). */
import type { CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import { entriesKnown } from '../register/entries-at.calc.js';
import type { Hold } from './hold.calc.js';

const OF_FREEZES = ['ContactFrozen', 'FreezeReleaseRequested', 'ContactUnfrozen'] as const;

/** Whether a fact of an incident is about a freeze: that of the case which it names, and of no other. */
export function isAboutFreeze<F extends { readonly type: string }>(
  fact: F,
): fact is Extract<F, { readonly type: (typeof OF_FREEZES)[number] }> {
  return (OF_FREEZES as readonly string[]).includes(fact.type);
}

/** @param others facts of incidents, cut at K; freezes of other cases among them say nothing. */
export function freezeHolds(caseId: string, others: readonly AnyFact[], asOf: CivilDate): Hold[] {
  return entriesKnown(others)
    .filter(({ register, fields, since }) => register === 'freeze' && fields['case'] === caseId && since <= asOf)
    .map(({ id, since: from, stage, lastOn, event }) => {
      const to = stage === 'ENDED' ? lastOn : undefined;
      return { source: 'incident', id, stops: ['CONTACT'], from, to, why: 'INCIDENT', event };
    });
}
