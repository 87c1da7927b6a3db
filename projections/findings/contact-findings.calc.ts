/**
 * What every rule says of every contact that was made, twice: by what was known when it was decided, and by all that is
 * known up to K. Both are judged after the event: only what came before a contact counts against it, its own record never.
 */
import type { RuleVerdict } from '../../src/ledger/clearance/index.js';
import type { CivilDate, Millis } from '../../src/ledger/dates.js';
import { placeOf, verdictsOf, type ActivePack, type Attempt, type Dossier } from '../../src/rules/index.js';
import type { Begin, CaseBook } from './case-book.js';
import { Forward } from './forward.js';
import { Decisions, type RecordedDecision } from './recorded-decision.calc.js';

/** Why nothing is said of a contact on one of the bases. */
export type NothingSaid =
  /** Nobody had recorded the case by then: an imported book, a contact told before its case. */
  | 'case-not-recorded-then'
  /** Its source took the record back: by what is known now there was no such contact. */
  | 'record-taken-back'
  /** It was no contact of ours: as it was told, or as it is known now. */
  | 'not-outbound';

export interface Judged {
  readonly nothing?: NothingSaid;
  readonly verdicts: readonly RuleVerdict[];
}

export interface ContactFinding {
  readonly contact: string;
  /** The fact with which it begins. */
  readonly begin: Begin;
  /** The instant up to which facts count as known then. */
  readonly decidedAt: Millis;
  readonly decision: RecordedDecision;
  readonly asKnown: Judged;
  readonly asNowKnown: Judged;
  /** The contact as it is known now. */
  readonly attempt: Attempt;
}

/** Left-out members are not there: answers are compared byte by byte. */
function judge(dossier: Dossier, attempt: Attempt, packs: readonly ActivePack[]): Judged {
  const { cases, debts, party, at, id } = attempt;
  const place = placeOf(dossier, { cases, debts, parties: party === undefined ? [] : [party] }, at);
  if (!place) return { nothing: 'case-not-recorded-then', verdicts: [] };
  return { verdicts: verdictsOf({ act: attempt, id, dossier, place }, packs) };
}

function judgeNow(book: CaseBook, id: string): Judged {
  const attempt = book.now.attempt(id) as Attempt;
  if (book.now.isTakenBack(attempt)) return { nothing: 'record-taken-back', verdicts: [] };
  if (attempt.direction !== 'OUTBOUND') return { nothing: 'not-outbound', verdicts: [] };
  return judge(book.now, attempt, book.packs);
}

/** @param attempt as it was first told. */
function judgeTold(dossier: Dossier, attempt: Attempt, packs: readonly ActivePack[]): Judged {
  if (attempt.direction !== 'OUTBOUND') return { nothing: 'not-outbound', verdicts: [] };
  if (!attempt.cases.some((id) => dossier.cases.has(id))) return { nothing: 'case-not-recorded-then', verdicts: [] };
  return dossier.lent(attempt, () => judge(dossier, attempt, packs));
}

interface Told {
  readonly begin: Begin;
  readonly attempt: Attempt;
  readonly decidedAt: Millis;
}

/** One dossier moves forward over all contacts, in the order in which they were decided. */
function judgeThen({ facts, packs }: CaseBook, told: readonly Told[]): ReadonlyMap<string, Judged> {
  const known = new Forward(facts);
  const found = new Map<string, Judged>();
  for (const { attempt, decidedAt } of [...told].sort((a, b) => a.decidedAt - b.decidedAt)) {
    found.set(attempt.id, judgeTold(known.to(decidedAt), attempt, packs));
  }
  return found;
}

/**
 * Contacts of a case by V, in the order in which they were recorded.
 * @param since contacts before this day are left out; they count all the same.
 */
export function contactFindings(
  book: CaseBook,
  asOf: CivilDate,
  decisions: Decisions,
  since: CivilDate = '',
): ContactFinding[] {
  const told = book.begins(asOf).flatMap((begin): Told[] => {
    if (begin.eff < since) return [];
    const attempt = book.told.attempt(begin.data.contact);
    const now = book.now.attempt(begin.data.contact);
    if (!attempt || (attempt.direction !== 'OUTBOUND' && now?.direction !== 'OUTBOUND')) return [];
    return [{ begin, attempt, decidedAt: decisions.decidedAt(attempt) }];
  });
  if (told.length === 0) return [];
  const then = judgeThen(book, told);
  return told.map(({ begin, decidedAt, attempt: { id } }) => {
    const attempt = book.now.attempt(id) as Attempt;
    const asNowKnown = judgeNow(book, id);
    const asKnown = then.get(id) as Judged;
    return { contact: id, begin, decidedAt, decision: decisions.behind(attempt), asKnown, asNowKnown, attempt };
  });
}
