/** How old is what a portfolio is owed, as of (V, K)? By account, in the bucket of its oldest debt, or by debt. */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import type { BucketTable } from '../../src/ledger/delinquency/index.js';
import { bookScope } from '../read/book-scope.js';
import type { AsOf } from '../read/case-history.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { sharesOf } from '../read/shares.js';
import { accountsAt, debtsAt } from './accounts.sql.js';
import { tableCalled, viewOf, type TableView } from './table-of.js';

export const LEVELS = ['account', 'debt'] as const;
export type Level = (typeof LEVELS)[number];

export class AgeingQuery {
  constructor(
    /** Name or id. */
    readonly portfolio: string,
    readonly when: AsOf,
    readonly table?: string,
    readonly level: Level = 'account',
  ) {}
}

/** Owed, but neither a due date nor a statement says since when. */
export const UNKNOWN = 'no-due-date';

/** Counts, and amounts in minor units. */
export interface Aged {
  readonly bucket: string;
  /** Accounts, or debts, by the question's level. */
  readonly count: number;
  readonly owing: number;
  readonly principal: number;
  readonly pastDue: number;
  /** How many of them are in it by their source's own statement, for want of due dates. */
  readonly stated: number;
  /** How many of them were charged off; they stay in their bucket. */
  readonly chargedOff: number;
  /** Of what is owed, basis points; all buckets together are 10,000. */
  readonly shareBps: number | null;
}

export interface CurrencyAgeing {
  readonly currency: string | null;
  readonly count: number;
  readonly owing: number;
  readonly principal: number;
  readonly pastDue: number;
  readonly buckets: readonly Aged[];
}

export interface Ageing extends AnswerHead {
  readonly portfolio: string;
  readonly name: string;
  readonly level: Level;
  readonly table: TableView;
  readonly currencies: readonly CurrencyAgeing[];
}

type Row = Omit<Aged, 'bucket' | 'shareBps'> & { readonly currency: string | null; readonly bucket: number | null };

@QueryHandler(AgeingQuery)
export class AgeingHandler implements IQueryHandler<AgeingQuery, Ageing> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ portfolio, when, table: named, level }: AgeingQuery): Promise<Ageing> {
    const { read } = this;
    const book = await bookScope(read, ['cases', 'delinquency'], portfolio, when);
    const { id, name, asOf, position, head } = book;
    const table = tableCalled(named ?? book.buckets);
    const of = level === 'account' ? accountsAt : debtsAt;
    const rows = await read.snapshot(async (db) => {
      const result = await sql<Row>`
        SELECT currency, bucket, COUNT(*) AS count, SUM(owing) AS owing, SUM(principal) AS principal,
          SUM(past_due) AS "pastDue", SUM(stated) AS stated,
          SUM(CASE WHEN charged_off > 0 THEN 1 ELSE 0 END) AS "chargedOff"
        FROM (${of(read, { portfolio: id, asOf, position, table })}) a
        WHERE owing > 0 GROUP BY currency, bucket`.execute(db);
      return result.rows;
    });
    const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
    const aged = currencies.map((currency) => ageing(currency, rows, table));
    return { portfolio: id, name, ...head, level, table: viewOf(table), currencies: aged };
  }
}

const NOTHING = { count: 0, owing: 0, principal: 0, pastDue: 0, stated: 0, chargedOff: 0 };

/** Every bucket of the table is named, and what belongs to none. */
function ageing(currency: string | null, all: readonly Row[], { buckets }: BucketTable): CurrencyAgeing {
  const rows = all.filter((row) => row.currency === currency);
  const names = [...buckets.map(({ name }, n) => ({ name, n })), { name: UNKNOWN, n: null }];
  const found = names.map(({ name, n }) => {
    const { currency: _currency, ...sums } = rows.find((row) => row.bucket === n) ?? { currency, ...NOTHING };
    return { ...sums, bucket: name };
  });
  const shares = sharesOf(found.map(({ owing }) => owing));
  const sum = (key: 'count' | 'owing' | 'principal' | 'pastDue'): number =>
    found.reduce((total, bucket) => total + bucket[key], 0);
  return {
    currency,
    count: sum('count'),
    owing: sum('owing'),
    principal: sum('principal'),
    pastDue: sum('pastDue'),
    buckets: found.map((bucket, n) => ({ ...bucket, shareBps: shares[n] ?? null })),
  };
}
