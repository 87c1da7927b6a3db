/** Which portfolios are there, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { localDate } from '../../src/ledger/dates.js';
import type { AsOf } from '../read/case-history.js';
import { headAt, type AnswerHead } from '../read/cut.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { PORTFOLIOS } from './portfolio.tables.js';

const READS = ['clock', 'portfolio'];

export class PortfolioListQuery {
  constructor(
    readonly when: AsOf,
    /** Name or id: only this one. */
    readonly portfolio?: string,
  ) {}
}

export interface PortfolioSummary {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly creditor: string | null;
  readonly zone: string;
  readonly currency: string | null;
  readonly created: string;
  /** Table of ageing buckets, `id@version`. */
  readonly buckets: string;
}

export interface PortfolioList extends AnswerHead {
  readonly portfolios: readonly PortfolioSummary[];
}

@QueryHandler(PortfolioListQuery)
export class PortfolioListHandler implements IQueryHandler<PortfolioListQuery, PortfolioList> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ when, portfolio }: PortfolioListQuery): Promise<PortfolioList> {
    const { read } = this;
    read.require(READS);
    // Portfolios lie in many zones: where nothing is said, the day is UTC's.
    const asOf = when.asOf ?? localDate(read.clock.now(), 'UTC');
    const cut = await read.cut(when.knownAt, 'UTC');
    const position = Math.min(read.position(READS), cut.position ?? Number.MAX_SAFE_INTEGER);
    const latest = when.asOf === undefined ? Number.MAX_SAFE_INTEGER : dateValue(asOf);
    const named =
      portfolio === undefined ? sql`TRUE` : sql`(name = ${portfolio} OR ${ofPortfolios(sql`id`, portfolio)})`;
    const { rows } = await read.snapshot((db) =>
      sql<Omit<PortfolioSummary, 'created'> & { readonly created: number }>`
        SELECT id, name, title, creditor, zone, currency, created, buckets
        FROM ${read.table(PORTFOLIOS, 'portfolio')}
        WHERE position <= ${position} AND created <= ${latest} AND ${named}
        ORDER BY name`.execute(db),
    );
    const head = await headAt(read.store, asOf, position, cut.final);
    return { ...head, portfolios: rows.map((row) => ({ ...row, created: dateText(row.created) })) };
  }
}
