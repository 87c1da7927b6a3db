/** The last thing that was done on a case: from there retention and erasure are counted. */
import type { AnyFact } from '../../ledger/fact.js';
import type { CivilDate } from '../../ledger/dates.js';
import type { CaseFile } from './case-file.js';
import { NOTICE_FACTS } from './notices.js';

/** The fact with the latest effective date up to a day; of one day the first that became known. A notice is none. */
export function lastActivity({ facts }: CaseFile, asOf: CivilDate): AnyFact | undefined {
  let last: AnyFact | undefined;
  for (const fact of facts) {
    if (fact.eff <= asOf && (last === undefined || fact.eff > last.eff) && !NOTICE_FACTS.has(fact.type)) last = fact;
  }
  return last;
}
