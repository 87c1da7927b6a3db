/** The parts of clearance, bound to one open ledger. */
import type { IdPort, VerdictPort } from '../ledger/ports.js';
import type { EventStore } from '../store/port.js';
import { isCalendarId, timeVersions } from '../rules/index.js';
import { CaseRetention } from './case-retention.js';
import { ClearanceDesk } from './clearance-desk.js';
import type { IncidentsAbout } from './evidence.js';
import { RuleBook, type RecordOnRuleBook } from './rule-book.js';
import { StreamFacts } from './stream-facts.js';

export interface Clearance {
  readonly facts: StreamFacts;
  readonly ruleBook: RuleBook;
  readonly verdicts: VerdictPort;
  /** Reads packs and calendars before somebody waits for an answer: the first question costs half a second otherwise. */
  warmUp(): Promise<void>;
  readonly retention: CaseRetention;
}

/** Id of the one stream that holds all activations of rule packs. */
export function ruleBookStream(ids: IdPort): string {
  return ids.stream('rulepack', ['rules']);
}

export function openClearance(
  store: EventStore,
  ids: IdPort,
  record: RecordOnRuleBook,
  incidents: IncidentsAbout,
): Clearance {
  const facts = new StreamFacts(store);
  const ruleBook = new RuleBook(ruleBookStream(ids), facts, record);
  const retention = new CaseRetention(facts, ruleBook, incidents);
  const warmUp = async (): Promise<void> => {
    const packs = await ruleBook.now();
    timeVersions(
      packs.flatMap(({ pack }) => (pack.calendar !== undefined && isCalendarId(pack.calendar) ? [pack.calendar] : [])),
    );
  };
  return { facts, ruleBook, verdicts: new ClearanceDesk(facts, ruleBook, incidents), retention, warmUp };
}
