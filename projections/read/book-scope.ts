/** What every question about a whole portfolio begins with: which one, as of which (V, K), up to which position. */
import { sql } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { localDate, type CivilDate } from '../../src/ledger/dates.js';
import { PORTFOLIOS } from '../portfolio/portfolio.tables.js';
import type { AsOf } from './case-history.js';
import { headAt, type AnswerHead } from './cut.js';
import type { ReadSide } from './read-side.js';

export interface BookScope {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Table of ageing buckets, `id@version`. */
  readonly buckets: string;
  readonly asOf: CivilDate;
  readonly position: number;
  readonly head: AnswerHead;
}

/** @param reads the projections that the answer reads, beside clock and portfolio. */
export async function bookScope(
  read: ReadSide,
  reads: readonly string[],
  portfolio: string,
  { asOf: given, knownAt }: AsOf,
): Promise<BookScope> {
  const names = ['clock', 'portfolio', ...reads];
  read.require(names);
  const { rows } = await read.snapshot((db) =>
    sql<{ id: string; name: string; zone: string; buckets: string }>`
      SELECT id, name, zone, buckets FROM ${read.table(PORTFOLIOS, 'portfolio')}
      WHERE name = ${portfolio} OR id = ${portfolio}`.execute(db),
  );
  const [found] = rows;
  if (!found) {
    throw Problem.of(404, 'unknown-portfolio', `There is no portfolio '${portfolio}'.`, { field: 'portfolio' });
  }
  const asOf = given ?? localDate(read.clock.now(), found.zone);
  const cut = await read.cut(knownAt, found.zone);
  const position = Math.min(read.position(names), cut.position ?? Number.MAX_SAFE_INTEGER);
  return { ...found, asOf, position, head: await headAt(read.store, asOf, position, cut.final) };
}
