/**
 * The holds of all cases as rows, each with its case: of the case itself, of the parties that owe it, of incidents that
 * froze contact. Each part is cut at the same position; V is for the query to ask.
 */
import { sql, type RawBuilder } from 'kysely';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { ENTRY_FACTS } from '../registers/registers.tables.js';
import { HOLDS, OBLIGOR_LINKS, PARTY_HOLDS } from './holds.tables.js';

export const HOLD_PROJECTIONS = ['holds', 'party-holds', 'registers'];

/** Every part has every column, of one type. */
const NO_PARTY = sql`CAST(NULL AS TEXT) AS party, CAST(NULL AS TEXT) AS role, CAST(NULL AS BIGINT) AS rank,
  CAST(NULL AS BIGINT) AS linked, CAST(NULL AS BIGINT) AS link`;
const WHOLE = sql`CAST(NULL AS TEXT) AS debts, CAST(NULL AS BIGINT) AS amount`;

const known = (row: string, position: number): RawBuilder<unknown> => {
  const of = (column: string): RawBuilder<unknown> => sql.raw(`${row}.${column}`);
  return sql`${of('k_from')} <= ${position} AND (${of('k_to')} IS NULL OR ${of('k_to')} > ${position})`;
};

function ofCases(read: ReadSide, position: number): RawBuilder<unknown> {
  return sql`SELECT h.case_key, h.source, h.id, h.v_from, h.v_to, h.stops, h.debts, h.amount, h.since, h.until, h.why,
      h.event, ${NO_PARTY}
    FROM ${read.table(HOLDS, 'holds')} h WHERE ${known('h', position)}`;
}

function ofParties(read: ReadSide, position: number): RawBuilder<unknown> {
  return sql`SELECT l.case_key, p.source, p.id, p.v_from, p.v_to, p.stops, ${WHOLE}, p.since, p.until,
      p.why, p.event, l.party, l.role, l.rank, l.eff AS linked, l.position AS link
    FROM ${read.table(PARTY_HOLDS, 'party-holds')} p
    JOIN ${read.table(OBLIGOR_LINKS, 'holds')} l ON l.party = p.party AND l.position <= ${position}
    WHERE ${known('p', position)}`;
}

function ofIncidents(read: ReadSide, position: number): RawBuilder<unknown> {
  const facts = read.table(ENTRY_FACTS, 'registers');
  const end = sql`(SELECT e.eff FROM ${facts} e WHERE e.stream_key = f.stream_key AND e.entry = f.entry
    AND e.stage = 'ENDED' AND e.position <= ${position} ORDER BY e.position DESC LIMIT 1)`;
  return sql`SELECT k.case_key, 'incident' AS source, f.entry AS id, f.eff AS v_from, ${end} AS v_to,
      '["CONTACT"]' AS stops, ${WHOLE}, f.eff AS since, ${end} AS until, 'INCIDENT' AS why, f.event,
      ${NO_PARTY}
    FROM ${facts} f JOIN ${read.table(CASES, 'cases')} k ON k.id = f.about
    WHERE f.register = 'freeze' AND f.makes = 1 AND f.position <= ${position}`;
}

/** Rows `r`, to be joined with cases `c`. */
export function holdRows(read: ReadSide, position: number): RawBuilder<unknown> {
  const parts = [ofCases(read, position), ofParties(read, position), ofIncidents(read, position)];
  return sql`(${sql.join(parts, sql` UNION ALL `)})`;
}

/** A party that is linked by several roles on V holds once, by the first of them. */
export function byFirstRole(read: ReadSide, { position, day }: { position: number; day: RawBuilder<unknown> }) {
  return sql`(r.party IS NULL OR (r.linked <= ${day} AND NOT EXISTS (
    SELECT 1 FROM ${read.table(OBLIGOR_LINKS, 'holds')} b
    WHERE b.case_key = r.case_key AND b.party = r.party AND b.position <= ${position} AND b.eff <= ${day}
      AND (b.rank < r.rank OR (b.rank = r.rank AND b.position < r.link)))))`;
}
