/** The last thing that was done on a case: from there retention and erasure are counted. */
import type { AnyFact } from '../../ledger/fact.js';
import type { CivilDate } from '../../ledger/dates.js';
import type { CaseFile } from './case-file.js';
import { NOTICE_FACTS } from './notices.js';

/** What is done to keep the case is no work on it: a hold that was released does not begin the time anew. */
const KEEPING: ReadonlySet<string> = new Set([
  'CaseLegalHoldPlaced',
  'CaseLegalHoldReleaseRequested',
  'CaseLegalHoldReleased',
]);

/** The fact with the latest effective date up to a day; of one day the first that became known. A notice is none. */
export function lastActivity({ facts }: CaseFile, asOf: CivilDate): AnyFact | undefined {
  let last: AnyFact | undefined;
  for (const fact of facts) {
    if (fact.eff > asOf || KEEPING.has(fact.type) || NOTICE_FACTS.has(fact.type)) continue;
    if (last === undefined || fact.eff > last.eff) last = fact;
  }
  return last;
}
