/** Ids of a portfolio's cases, page by page: for work on a whole book that asks nothing else of the register. */
import { sql } from 'kysely';
import type { ReadSide } from '../read/read-side.js';
import { CASES } from './cases.tables.js';

const PAGE_CASES = 1_000;

type Row = { readonly key: number; readonly id: string };

/** Every case that the register has, in the order in which they were opened in the ledger. */
export async function* caseIdsOf(read: ReadSide, portfolio: string): AsyncGenerator<string, void> {
  for (let after = 0; ;) {
    // An expression keeps the database from sorting by way of the portfolio's index, page after page.
    const { rows } = await read.snapshot((db) =>
      sql<Row>`SELECT c.case_key AS key, c.id FROM ${read.table(CASES, 'cases')} c
        WHERE c.case_key > ${after} AND c.portfolio || '' = ${portfolio} ORDER BY c.case_key LIMIT ${PAGE_CASES}`.execute(
        db,
      ),
    );
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_CASES) return;
    after = last.key;
  }
}
