/** Which cases of a portfolio owe something else at V, as known at K2 instead of K1? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { localDate } from '../../src/ledger/dates.js';
import { JOURNAL, NET } from '../balances/balances.tables.js';
import { CASES } from '../cases/cases.tables.js';
import { portfolioRow } from '../portfolio/totals.query.js';
import { headAt, type AnswerHead } from '../read/cut.js';
import { cursor } from '../read/list.js';
import { ReadSide } from '../read/read-side.js';
import { dateValue } from '../tables/table.js';
import type { DifferenceWhen } from './case-difference.query.js';

const READS = ['clock', 'portfolio', 'cases', 'balances'];

export class PortfolioDifferenceQuery {
  constructor(
    /** Name or id. */
    readonly portfolio: string,
    readonly when: DifferenceWhen,
    readonly after: string | undefined,
    readonly limit: number,
  ) {}
}

export interface DifferingCase {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
  /** What it owes at (V, K1), minor units. */
  readonly before: number;
  /** At (V, K2). */
  readonly after: number;
  readonly delta: number;
  /** Facts that moved it. */
  readonly facts: number;
}

/** All cases that differ, by currency. */
export interface DifferenceTotal {
  readonly currency: string | null;
  readonly cases: number;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

export interface PortfolioDifference extends AnswerHead {
  readonly portfolio: string;
  readonly name: string;
  /** K2. The head itself is of K1. */
  readonly against: Omit<AnswerHead, 'asOf'>;
  readonly totals: readonly DifferenceTotal[];
  readonly cases: readonly DifferingCase[];
  /** Pass it as `after` for the next page; null on the last. */
  readonly next: string | null;
}

interface Cuts {
  readonly portfolio: string;
  readonly asOf: number;
  readonly first: number;
  readonly second: number;
}

@QueryHandler(PortfolioDifferenceQuery)
export class PortfolioDifferenceHandler implements IQueryHandler<PortfolioDifferenceQuery, PortfolioDifference> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ portfolio, when, after, limit }: PortfolioDifferenceQuery): Promise<PortfolioDifference> {
    const { read } = this;
    const begin = cursor(after);
    read.require(READS);
    const home = await portfolioRow(read, portfolio);
    const asOf = when.asOf ?? localDate(read.clock.now(), home.zone);
    const [first, second] = [await this.cut(when.knownAt, home.zone), await this.cut(when.against, home.zone)];
    const cuts = { portfolio: home.id, asOf: dateValue(asOf), first: first.position, second: second.position };
    const all = differing(read, cuts);
    const { rows, totals } = await read.snapshot(async (db) => ({
      rows: (
        await sql<DifferingCase & { readonly key: number }>`SELECT * FROM (${all}) d WHERE d.key > ${begin}
          ORDER BY d.key LIMIT ${limit + 1}`.execute(db)
      ).rows,
      totals: (
        await sql<DifferenceTotal>`SELECT d.currency, COUNT(*) AS cases, SUM(d.before) AS before,
          SUM(d."after") AS "after", SUM(d.delta) AS delta FROM (${all}) d GROUP BY d.currency ORDER BY d.currency`.execute(
          db,
        )
      ).rows,
    }));
    const page = rows.slice(0, limit);
    const head = await headAt(read.store, asOf, first.position, first.final);
    const { asOf: _day, ...against } = await headAt(read.store, asOf, second.position, second.final);
    const next = rows.length > limit ? String(page[page.length - 1]?.key) : null;
    const cases = page.map(({ key: _key, ...row }) => row);
    return { portfolio: home.id, name: home.name, ...head, against, totals, cases, next };
  }

  private async cut(knownAt: string | undefined, zone: string): Promise<{ position: number; final: boolean }> {
    const { read } = this;
    const cut = await read.cut(knownAt, zone);
    if (cut.position !== undefined) await read.reached(cut.position, READS);
    const reached = read.position(READS);
    const position = Math.min(reached, cut.position ?? reached);
    return { position, final: cut.final && position === cut.position };
  }
}

/** Cases whose journal has rows between the two cuts that do not cancel each other at V. */
function differing(read: ReadSide, { portfolio, asOf, first, second }: Cuts): RawBuilder<unknown> {
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  const sign = first <= second ? 1 : -1;
  const journal = read.table(JOURNAL, 'balances');
  const before = sql`COALESCE((SELECT SUM(${NET}) FROM ${journal} j
    WHERE j.case_key = c.case_key AND j.position <= ${first} AND j.eff <= ${asOf}), 0)`;
  return sql`SELECT e.key, e."case", e.ref, e.currency, e.before, e.before + e.delta AS "after", e.delta, e.facts FROM (
      SELECT c.case_key AS key, c.id AS "case", c.ref,
        CASE WHEN c.currency_from <= ${high} THEN c.currency END AS currency, ${before} AS before, m.delta, m.facts
      FROM (
        SELECT j.case_key, ${sign} * SUM(${NET}) AS delta, COUNT(DISTINCT CASE WHEN (${NET}) <> 0 THEN j.position END) AS facts FROM ${journal} j
        WHERE j.position > ${low} AND j.position <= ${high} AND j.eff <= ${asOf}
        GROUP BY j.case_key HAVING SUM(${NET}) <> 0
      ) m
      JOIN ${read.table(CASES, 'cases')} c ON c.case_key = m.case_key AND c.portfolio = ${portfolio}
    ) e`;
}
