/** Which portfolios are there? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { ReadSide } from '../read/read-side.js';
import { dateText } from '../tables/table.js';
import { PORTFOLIOS } from './portfolio.tables.js';

export class PortfolioListQuery {}

export interface PortfolioSummary {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly creditor: string | null;
  readonly zone: string;
  readonly currency: string | null;
  readonly created: string;
}

export interface PortfolioList {
  readonly portfolios: readonly PortfolioSummary[];
}

@QueryHandler(PortfolioListQuery)
export class PortfolioListHandler implements IQueryHandler<PortfolioListQuery, PortfolioList> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute(): Promise<PortfolioList> {
    const { read } = this;
    read.require(['portfolio']);
    const { rows } = await read.snapshot((db) =>
      sql<Omit<PortfolioSummary, 'created'> & { readonly created: number }>`
        SELECT id, name, title, creditor, zone, currency, created
        FROM ${read.table(PORTFOLIOS, 'portfolio')} ORDER BY name`.execute(db),
    );
    return { portfolios: rows.map((row) => ({ ...row, created: dateText(row.created) })) };
  }
}
