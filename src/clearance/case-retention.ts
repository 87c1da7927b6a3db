/** Until when a case must be kept, by the rule packs that are active (`RETAIN_UNTIL`; US-F-17, CN-RET-1, CO-RETAIN). */
import type { CivilDate } from '../ledger/dates.js';
import type { KeepingDuty } from '../ledger/erasure/index.js';
import { clocksOf, keepingClocks, placeOfCase } from '../rules/index.js';
import { gather, type IncidentsAbout } from './evidence.js';
import type { RuleBook } from './rule-book.js';
import type { StreamFacts } from './stream-facts.js';

export class CaseRetention {
  constructor(
    private readonly facts: StreamFacts,
    private readonly book: RuleBook,
    private readonly incidents: IncidentsAbout,
  ) {}

  /** Duties that have not run out: the day that they name is the last on which the case must be kept; none, where no end is known. */
  async dutiesOf(caseId: string, asOf: CivilDate): Promise<readonly KeepingDuty[]> {
    const own = await this.facts.now(caseId);
    const party = own.flatMap((fact) => (fact.type === 'PartyLinked' ? [fact.data.party] : []))[0];
    if (party === undefined) return [];
    const read = (stream: string): ReturnType<StreamFacts['now']> => this.facts.now(stream);
    const { dossier } = await gather(party, await read(party), read, this.incidents);
    const file = dossier.cases.get(caseId);
    if (!file) return [];
    const clocks = clocksOf(dossier, file, placeOfCase(dossier, file, asOf), asOf, await this.book.now());
    return keepingClocks(clocks, asOf).map(({ due, rule }) => ({
      ground: 'RETENTION',
      case: caseId,
      until: due,
      by: rule,
    }));
  }
}
