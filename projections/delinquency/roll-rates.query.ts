/** Where did the accounts of each bucket go between two days, as known at K? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import type { BucketTable } from '../../src/ledger/delinquency/index.js';
import { bookScope } from '../read/book-scope.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import type { Rate } from '../read/shares.js';
import { accountsAt } from './accounts.sql.js';
import { UNKNOWN } from './ageing.query.js';
import { flowOf, outcomesOf, total, type Moved, type OutcomeShare } from './roll-rates.calc.js';
import { tableCalled, viewOf, type TableView } from './table-of.js';

export class RollRatesQuery {
  constructor(
    /** Name or id. */
    readonly portfolio: string,
    /** Ends of days: the whole of both counts. */
    readonly from: CivilDate,
    readonly to: CivilDate,
    readonly knownAt?: string,
    readonly table?: string,
  ) {}
}

export interface BucketRoll {
  readonly bucket: string;
  /** Accounts in it at the start, not charged off, and what they owed. */
  readonly accounts: number;
  readonly balance: number;
  /** Where they are at the end. */
  readonly to: readonly { readonly bucket: string; readonly accounts: number; readonly balance: number }[];
  readonly outcomes: readonly OutcomeShare[];
  /** Balance basis, net: what the next bucket holds at the end by what this one held at the start. None for the last. */
  readonly flow: (Rate & { readonly into: string }) | null;
}

export interface RollRates extends AnswerHead {
  readonly portfolio: string;
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly table: TableView;
  readonly currencies: readonly { readonly currency: string | null; readonly buckets: readonly BucketRoll[] }[];
}

type Row = Omit<Moved, 'from'> & {
  readonly currency: string | null;
  readonly began: number | null;
  readonly held: number;
};

@QueryHandler(RollRatesQuery)
export class RollRatesHandler implements IQueryHandler<RollRatesQuery, RollRates> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ portfolio, from, to, knownAt, table: named }: RollRatesQuery): Promise<RollRates> {
    const { read } = this;
    if (from >= to) throw Problem.of(400, 'bad-period', `from ${from} must lie before to ${to}.`, { field: 'from' });
    const book = await bookScope(read, ['cases', 'delinquency'], portfolio, { asOf: to, knownAt });
    const { id, name, position, head } = book;
    const table = tableCalled(named ?? book.buckets);
    const at = (asOf: CivilDate) => accountsAt(read, { portfolio: id, asOf, position, table });
    const rows = await read.snapshot(async (db) => {
      const result = await sql<Row>`
        SELECT COALESCE(a.currency, b.currency) AS currency, a.bucket AS began, b.bucket AS "to",
          CASE WHEN COALESCE(b.charged_off, 0) > 0 THEN 'charged-off'
            WHEN COALESCE(b.owing, 0) = 0 THEN 'paid-off' ELSE 'bucket' END AS "end",
          CASE WHEN a.owing > 0 AND a.charged_off = 0 THEN 1 ELSE 0 END AS held,
          COUNT(*) AS accounts, SUM(COALESCE(a.owing, 0)) AS before, SUM(COALESCE(b.owing, 0)) AS after
        FROM (${at(to)}) b LEFT JOIN (${at(from)}) a ON a.case_key = b.case_key
        GROUP BY 1, 2, 3, 4, 5`.execute(db);
      return result.rows;
    });
    const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
    return {
      portfolio: id, name, ...head, from, to, table: viewOf(table),
      currencies: currencies.map((currency) => ({
        currency,
        buckets: rolls(rows.filter((row) => row.currency === currency), table),
      })),
    }; // prettier-ignore
  }
}

/** One line a bucket of the start, and one for accounts in none. */
function rolls(rows: readonly Row[], { buckets }: BucketTable): BucketRoll[] {
  const moved = rows.filter(({ held }) => held === 1).map((row): Moved => ({ ...row, from: row.began }));
  const live = rows.filter(({ end }) => end === 'bucket').map((row): Moved => ({ ...row, from: row.began }));
  const names = [...buckets.map(({ name }) => name), UNKNOWN];
  const index = (n: number): number | null => (n < buckets.length ? n : null);
  return names.map((bucket, n) => {
    const own = moved.filter(({ from }) => from === index(n));
    const balance = total(own, 'before');
    const into = buckets[n + 1]?.name;
    const next = live.filter(({ to }) => to === n + 1);
    return {
      bucket,
      accounts: total(own, 'accounts'),
      balance,
      to: names.map((name, m) => {
        const there = own.filter((move) => move.end === 'bucket' && move.to === index(m));
        return { bucket: name, accounts: total(there, 'accounts'), balance: total(there, 'after') };
      }),
      outcomes: outcomesOf(own),
      flow: into === undefined ? null : { ...flowOf(balance, total(next, 'after')), into },
    };
  });
}
