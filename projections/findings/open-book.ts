/** Opens a case for questions about findings: its evidence and the packs of the rule book, both as known at K. */
import { Problem } from '../../src/http/problem.js';
import type { RuleBook } from '../../src/clearance/index.js';
import { localDate } from '../../src/ledger/dates.js';
import { decode } from '../../src/ledger/envelope.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { packName, timeVersions, type ActivePack } from '../../src/rules/index.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import type { CaseSource } from '../read/read-side.js';
import { CaseBook } from './case-book.js';
import { EvidenceReader } from './evidence.js';
import { incidentsOfCase } from './incident-facts.js';

/** With what rules and times an answer was made: the same versions and inputs give the same bytes. */
export interface Versions {
  readonly packs: readonly { readonly pack: string; readonly digest: string }[];
  readonly tz: string;
  readonly calendars: Readonly<Record<string, string>>;
}

export function versionsOf(packs: readonly ActivePack[]): Versions {
  const calendars = new Set(packs.flatMap(({ pack }) => pack.calendar ?? [])) as Set<never>;
  return { packs: packs.map(({ pack, digest }) => ({ pack: packName(pack), digest })), ...timeVersions(calendars) };
}

export interface OpenBook {
  readonly head: AnswerHead;
  readonly book: CaseBook;
  readonly versions: Versions;
}

export async function openBook(
  read: CaseSource,
  rules: RuleBook,
  caseId: string,
  { asOf, knownAt }: AsOf,
): Promise<OpenBook> {
  const [opening] = await read.store.readStream(caseId, 0, 1);
  if (!opening || opening.type !== 'CaseOpened') {
    throw Problem.of(404, 'unknown-case', `There is no case '${caseId}'.`);
  }
  const zone = decode(opening).zone.name;
  const cut = await read.cut(knownAt, zone);
  const position = cut.position ?? (await read.store.head());
  const facts = await new EvidenceReader(read.store, position, incidentsOfCase(read, position)).of(caseId);
  if (facts.length === 0) {
    throw Problem.of(404, 'unknown-case', `The case '${caseId}' was not known at ${knownAt ?? 'that time'}.`);
  }
  const packs = await rules.at(position);
  const last = lastOf([...facts, ...(await rules.history())], position);
  const day = asOf ?? localDate(read.clock.now(), zone);
  return {
    head: { asOf: day, knownAt: last.rec, lastEvent: last.id, final: cut.final },
    book: new CaseBook(caseId, facts, packs),
    versions: versionsOf(packs),
  };
}

/** The last fact that the answer rests on; never that of another K. */
function lastOf(facts: readonly LedgerFact[], position: number): LedgerFact {
  return facts
    .filter((fact) => fact.position <= position)
    .reduce((last, fact) => (fact.position > last.position ? fact : last));
}
