/** Everything that the chapters of one case rest on, read once, at one (V, K). */
import type { RuleBook } from '../../src/clearance/index.js';
import { evolveCase, newCase, type CaseState } from '../../src/ledger/case-state.js';
import { endOfDay, isCivilDate, isInstant, toMillis, type Millis } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { DisclosePort } from '../../src/ledger/ports.js';
import { entriesAt, type Entry } from '../../src/ledger/register/index.js';
import { historyOf, type HistoryEntry } from '../audit-history/history.calc.js';
import type { Locale } from '../audit-history/sentences/index.js';
import { tell } from '../audit-history/teller.js';
import type { CaseBook } from '../findings/case-book.js';
import { contactFindings, type ContactFinding } from '../findings/contact-findings.calc.js';
import { dutyFindings, type DutyFinding } from '../findings/duty-findings.calc.js';
import { LateFacts } from '../findings/late.calc.js';
import { openBook, type Versions } from '../findings/open-book.js';
import { Decisions } from '../findings/recorded-decision.calc.js';
import { rowsOf, type FindingRow } from '../findings/rows.calc.js';
import { caseHistory, type AsOf, type CaseHistory } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import type { CaseSource } from '../read/read-side.js';
import type { Access, AccessCut } from './case-accesses.js';

export interface Sources {
  readonly read: CaseSource;
  readonly rules: RuleBook;
  readonly vault: DisclosePort;
  /** Reads and exports that concern a case; nobody is told of them where left out. @param facts of the case, cut at K. */
  readonly accesses?: (facts: readonly LedgerFact[], cut: AccessCut) => Promise<readonly Access[]>;
}

export interface SceneAsk extends AsOf {
  /** Personal values that must stay closed to this reader; none where left out. */
  readonly withholds?: (fact: LedgerFact) => boolean;
  /** Where reads and exports are told of (chapter 8): K, as a store position. Not told where left out: this reader may not see them. */
  readonly accessesUntil?: number;
  /**
   * When the pack was made, or the checkpoint that it rests on: RFC 3339. Silence can be stated up to here. Where left out:
   * up to the last fact that was known.
   */
  readonly seenUntil?: string;
  /** Sees V and K as the evidence gives them, and gives those to print: where part of the evidence is not at hand, others. */
  readonly settle?: (caseId: string, head: AnswerHead) => AnswerHead;
  /** Version of the time-zone data to print; this machine's where left out. */
  readonly tz?: string;
}

export interface Scene {
  readonly caseId: string;
  readonly head: AnswerHead;
  readonly history: CaseHistory;
  readonly zone: string;
  readonly currency: string | undefined;
  readonly state: CaseState;
  /** The chronicle by V, in the order of recording. */
  readonly entries: readonly HistoryEntry[];
  /** Facts of the case, its parties and incidents by event id. */
  readonly byId: ReadonlyMap<string, LedgerFact>;
  readonly sentences: ReadonlyMap<string, Readonly<Record<Locale, string>>>;
  readonly registers: readonly Entry[];
  readonly book: CaseBook;
  readonly versions: Versions;
  readonly contacts: readonly ContactFinding[];
  readonly duties: readonly DutyFinding[];
  readonly findings: readonly FindingRow[];
  readonly accesses: readonly Access[] | undefined;
  /** Whether personal values are kept from this reader. */
  readonly withholds: boolean;
  /** Up to when it is known that nothing else was recorded. */
  readonly until: Millis;
}

/** The last instant of which V, K and the reader's copy say something. */
function untilOf({ knownAt, seenUntil }: SceneAsk, head: AnswerHead, zone: string): Millis {
  const last = toMillis(head.knownAt as string);
  const known =
    knownAt === undefined
      ? Infinity
      : isCivilDate(knownAt)
        ? endOfDay(knownAt, zone)
        : isInstant(knownAt)
          ? toMillis(knownAt)
          : last;
  return Math.min(endOfDay(head.asOf, zone), known, seenUntil === undefined ? last : toMillis(seenUntil));
}

/** Whether K was asked for by an event's id: then it cuts every stream at the same place. */
function namesEvent(knownAt: string | undefined): knownAt is string {
  return knownAt !== undefined && !isCivilDate(knownAt) && !isInstant(knownAt);
}

async function sentencesOf(
  { vault }: Sources,
  facts: readonly LedgerFact[],
  currency: string | undefined,
  withholds: SceneAsk['withholds'],
): Promise<Scene['sentences']> {
  const told = new Map<string, Readonly<Record<Locale, string>>>();
  for (const fact of facts) {
    const { sentence } = await tell(vault, fact, currency, withholds?.(fact) !== true);
    told.set(fact.id, sentence);
  }
  return told;
}

/** @throws Problem 404 where there is no such case, or it was not known then. */
export async function openScene(sources: Sources, caseId: string, ask: SceneAsk): Promise<Scene> {
  const { read, rules } = sources;
  const { asOf, knownAt, withholds, accessesUntil } = ask;
  const { head: found, book, versions: own } = await openBook(read, rules, caseId, { asOf, knownAt });
  const head = ask.settle?.(caseId, found) ?? found;
  const versions = { ...own, tz: ask.tz ?? own.tz };
  const { asOf: day } = head;
  // One K for both: the event that was named (looked up once for all cases of a pack), else the last fact that the findings know.
  const at = { asOf: day, knownAt: namesEvent(knownAt) ? knownAt : (head.lastEvent as string) };
  const history = await caseHistory(read, caseId, at, { incidents: true });
  const { facts, merged, opened } = history;
  const state = facts.reduce(evolveCase, newCase(caseId));
  const contacts = contactFindings(book, day, new Decisions(book.facts));
  const duties = dutyFindings(book, day);
  const zone = opened.zone.name;
  const { portfolio } = opened.data;
  const accesses =
    accessesUntil === undefined
      ? undefined
      : await sources.accesses?.(facts, { portfolio, position: accessesUntil, before: endOfDay(day, zone) });
  return {
    ...{ caseId, head, history, zone, currency: state.currency, state, book, versions, contacts, duties, accesses },
    entries: historyOf(merged, day),
    byId: new Map(merged.map((fact) => [fact.id, fact])),
    sentences: await sentencesOf(sources, merged, state.currency, withholds),
    registers: entriesAt(merged, day),
    findings: rowsOf(contacts, duties, book.facts, new LateFacts(book.facts)),
    withholds: withholds !== undefined,
    until: untilOf(ask, head, zone),
  };
}
