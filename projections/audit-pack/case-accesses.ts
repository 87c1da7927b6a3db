/**
 * Reads of personal data and exports that concern a case, for chapter 8: of the case, of its people as such, and those too large to
 * name cases, of its portfolio. What shows a person in somebody else's case is that case's, like the facts withheld beside it.
 */
import { sql } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { toMillis, type Millis } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { ACCESSES } from '../access/access.tables.js';
import type { ReadSide } from '../read/read-side.js';

const PROJECTIONS = ['access'];

/** It stands in an access stream, which the pack does not hold. Nothing in it is personal: ids and codes. */
export interface Access {
  /** RFC 3339 instant: before anything was given out. */
  readonly at: string;
  readonly by: string;
  /** On whose behalf. */
  readonly obo: string | null;
  readonly role: string;
  /** What was read or exported: `case-history`, `audit-pack`. */
  readonly what: string;
  /** Of an export; of a read none. */
  readonly format: string | null;
  readonly recipient: string | null;
  /** Event id of the fact. */
  readonly event: string;
}

export interface AccessCut {
  readonly portfolio: string;
  /** K: store position of the last fact that counts. */
  readonly position: number;
  /** V: only what came before. */
  readonly before: Millis;
}

/** @returns in the order of recording, each fact once. @throws Problem 503 where the rows do not reach K. */
export async function accessesOf(
  read: ReadSide,
  facts: readonly LedgerFact[],
  { portfolio, position, before }: AccessCut,
): Promise<Access[]> {
  read.require(PROJECTIONS);
  if (read.position(PROJECTIONS) < position && !(await read.reached(position, PROJECTIONS))) {
    throw Problem.of(503, 'read-side-behind', `The read side has not reached position ${position} in time. Try again.`);
  }
  const caseId = (facts[0] as LedgerFact).stream;
  const people = peopleOf(facts);
  const { rows } = await read.snapshot((db) => {
    const accesses = read.table(ACCESSES, 'access');
    const aboutPeople =
      people.length === 0
        ? sql``
        : sql`UNION SELECT p.position FROM ${accesses} p WHERE p.stream IN (${sql.join(people)}) AND NOT EXISTS (
            SELECT 1 FROM ${accesses} o WHERE o.stream_key = p.stream_key AND o.position = p.position AND o.stream LIKE 'case-%')`;
    return sql<Access>`SELECT DISTINCT r.position, r.at, r."by", r.obo, r.role, r.what, r.format, r.recipient, r.event
      FROM ${accesses} r WHERE r.position <= ${position} AND r.position IN (
        SELECT c.position FROM ${accesses} c WHERE c.stream IN (${caseId}, ${portfolio}) ${aboutPeople})
      ORDER BY r.position`.execute(db);
  });
  return rows.filter(({ at }) => toMillis(at) < before);
}

/** Whom the facts of a case name: linked to it, or met without a link. */
function peopleOf(facts: readonly LedgerFact[]): string[] {
  const named = facts.map(({ data }) => (data as { readonly party?: unknown }).party);
  return [...new Set(named)].filter((party) => typeof party === 'string' && party.startsWith('party-')) as string[];
}
