/** Works off the cases of a portfolio one after the other: what is held in memory does not grow with the book. */
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ActivePack } from '../../src/rules/index.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { CaseBook } from './case-book.js';
import { EvidenceReader, STREAMS_AHEAD_MAX } from './evidence.js';
import { incidentsOfBook } from './incident-facts.js';

/** Cases whose ids are read at once. */
const PAGE_CASES = 1_000;
/** After so many cases requests and appends get their turn. */
const CASES_A_TURN = 16;

export interface BookRun {
  /** Stream id of the portfolio. */
  readonly portfolio: string;
  /** P: no fact beyond this position is used. */
  readonly position: number;
  readonly packs: readonly ActivePack[];
  /** Key of the last case of the run before. */
  readonly after: number;
}

export interface CaseOfRun {
  readonly key: number;
  readonly ref: string | null;
  readonly book: CaseBook;
}

type Row = { readonly key: number; readonly id: string; readonly ref: string | null };

/** In order of the key: an expression keeps the database from sorting by way of the portfolio's index, page after page. */
function casesAfter(read: ReadSide, { portfolio, position }: BookRun, after: number): Promise<readonly Row[]> {
  return read.snapshot(async (db) => {
    const { rows } = await sql<Row>`SELECT c.case_key AS key, c.id, c.ref FROM ${read.table(CASES, 'cases')} c
      WHERE c.case_key > ${after} AND c.case_key <= ${position} AND c.portfolio || '' = ${portfolio}
      ORDER BY c.case_key LIMIT ${PAGE_CASES}`.execute(db);
    return rows;
  });
}

/** How many cases a run has in all, and how many of them lie at or before a key. */
export async function caseCount(read: ReadSide, { portfolio, position }: BookRun, upTo = position): Promise<number> {
  const { rows } = await read.snapshot((db) =>
    sql<{ n: number }>`SELECT COUNT(*) AS n FROM ${read.table(CASES, 'cases')} c
      WHERE c.portfolio = ${portfolio} AND c.case_key <= ${Math.min(upTo, position)}`.execute(db),
  );
  return rows[0]?.n ?? 0;
}

export async function* casesOf(read: ReadSide, run: BookRun): AsyncGenerator<CaseOfRun> {
  const evidence = new EvidenceReader(read.store, run.position, await incidentsOfBook(read, run.position));
  let done = 0;
  for (let after = run.after; ;) {
    const page = await casesAfter(read, run, after);
    for (const [n, { key, id, ref }] of page.entries()) {
      if (n % STREAMS_AHEAD_MAX === 0) {
        await evidence.readAhead(page.slice(n, n + STREAMS_AHEAD_MAX).map((row) => row.id));
      }
      const facts = await evidence.of(id);
      if (facts.length > 0) yield { key, ref, book: new CaseBook(id, facts, run.packs) };
      if (++done % CASES_A_TURN === 0) await turn();
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE_CASES) return;
    after = last.key;
  }
}
