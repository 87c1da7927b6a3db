/**
 * Whether what befell the debtor takes a promise out of the denominator of the kept rate (domain/model.md 4.4): a
 * moratorium, insolvency or death in its window. Rows of case and party are joined here, cut at the same (V, K); what the
 * case's own holds exclude is in the outcome's row.
 */
import { sql, type RawBuilder } from 'kysely';
import type { ReadSide } from '../read/read-side.js';
import { OBLIGOR_LINKS, PARTY_HOLDS } from './holds.tables.js';

export const EXCLUSION_PROJECTIONS = ['holds', 'party-holds'];

/** @param promise a row with case_key, made and window_end; `outcome`, one with counts_as. */
export function countsAs(
  read: ReadSide,
  { position, day }: { readonly position: number; readonly day: number | RawBuilder<unknown> },
  { promise, outcome }: { readonly promise: string; readonly outcome: string },
): RawBuilder<string> {
  const of = (column: string): RawBuilder<unknown> => sql.raw(`${promise}.${column}`);
  const counted = sql.raw(`${outcome}.counts_as`);
  return sql<string>`(CASE WHEN ${counted} IN ('KEPT', 'OPEN', 'EXCLUDED') THEN ${counted} WHEN EXISTS (
    SELECT 1 FROM ${read.table(OBLIGOR_LINKS, 'holds')} l
    JOIN ${read.table(PARTY_HOLDS, 'party-holds')} b ON b.party = l.party
    WHERE l.case_key = ${of('case_key')} AND l.role = 'DEBTOR' AND l.position <= ${position} AND l.eff <= ${day}
      AND b.stops LIKE '%COLLECTION%' AND b.k_from <= ${position} AND (b.k_to IS NULL OR b.k_to > ${position})
      AND b.v_from <= ${day} AND b.v_from <= ${of('window_end')} AND (b.v_to IS NULL OR b.v_to > ${of('made')})
    ) THEN 'EXCLUDED' ELSE ${counted} END)`;
}
