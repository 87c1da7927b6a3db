/** What does a whole portfolio owe, and what was done on it, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql } from 'kysely';
import { COMPONENTS, isComponent, type Balances } from '../../src/ledger/components.js';
import { localDate } from '../../src/ledger/dates.js';
import { Problem } from '../../src/http/problem.js';
import type { AsOf } from '../read/case-history.js';
import { headAt, type AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { dateText, dateValue } from '../tables/table.js';
import { bucketOf, BUCKETS, NO_DUE_DATE, NOT_DUE } from './ageing.js';
import { PORTFOLIOS } from './portfolio.tables.js';
import { dueRows, sumRows, type DueRow, type FlowRow, type NetRow, type Scope } from './totals.sql.js';

const READS = ['clock', 'portfolio', 'cases', 'balances', 'delinquency'];

export class PortfolioTotalsQuery {
  constructor(
    /** Name or id. */
    readonly portfolio: string,
    readonly when: AsOf,
  ) {}
}

/** Counts and sums, in minor units. */
export interface Totals {
  /** Cases opened by V. */
  readonly cases: number;
  readonly casesOwing: number;
  readonly owing: number;
  readonly casesInCredit: number;
  /** At most 0. */
  readonly credit: number;
  /** Cases whose net is 0. */
  readonly casesSettled: number;
  /** Openings, charges and posted interest by component; every component is named. */
  readonly charged: Required<Balances>;
  readonly adjusted: number;
  readonly waived: number;
  /** Received by value date, held included, less reversals. */
  readonly paid: number;
  readonly refunded: number;
  readonly held: number;
  readonly chargedOff: number;
  /** Interactions: attempts, messages, letters, visits. */
  readonly contacts: number;
  readonly disputes: number;
  readonly complaints: number;
  /** Cases with at least one placement by V. */
  readonly placed: number;
}

export interface CurrencyTotals extends Totals {
  readonly currency: string | null;
  readonly products: readonly (Totals & { readonly product: string | null })[];
  /** What debts owe, by the age of their oldest unpaid due date. */
  readonly ageing: readonly { readonly bucket: string; readonly debts: number; readonly owing: number }[];
}

export interface PortfolioTotals extends AnswerHead {
  readonly portfolio: string;
  readonly name: string;
  readonly totals: readonly CurrencyTotals[];
}

interface PortfolioRow {
  readonly portfolio_key: number;
  readonly id: string;
  readonly name: string;
  readonly zone: string;
}

@QueryHandler(PortfolioTotalsQuery)
export class PortfolioTotalsHandler implements IQueryHandler<PortfolioTotalsQuery, PortfolioTotals> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ portfolio, when }: PortfolioTotalsQuery): Promise<PortfolioTotals> {
    const { read } = this;
    read.require(READS);
    const found = await portfolioRow(read, portfolio);
    const asOf = when.asOf ?? localDate(read.clock.now(), found.zone);
    const cut = await read.cut(when.knownAt, found.zone);
    const position = Math.min(read.position(READS), cut.position ?? Number.MAX_SAFE_INTEGER);
    const scope: Scope = { portfolio: found.id, asOf: dateValue(asOf), position };
    const rows = await read.snapshot(async (db) => ({
      ...(await sumRows(read, db, scope)),
      dues: await dueRows(read, db, scope),
    }));
    const totals = totalsOf(rows.nets, rows.flows, rows.dues, asOf);
    return { portfolio: found.id, name: found.name, ...(await headAt(read.store, asOf, position, cut.final)), totals };
  }
}

/** The register's row of a portfolio, by name or id. */
export async function portfolioRow(read: ReadSide, nameOrId: string): Promise<PortfolioRow> {
  const { rows } = await read.snapshot((db) =>
    sql<PortfolioRow>`SELECT portfolio_key, id, name, zone FROM ${read.table(PORTFOLIOS, 'portfolio')}
      WHERE name = ${nameOrId} OR id = ${nameOrId}`.execute(db),
  );
  const [row] = rows;
  if (!row) throw Problem.of(404, 'unknown-portfolio', `There is no portfolio '${nameOrId}'.`, { field: 'portfolio' });
  return row;
}

function totalsOf(nets: NetRow[], flows: FlowRow[], dues: DueRow[], asOf: string): CurrencyTotals[] {
  const currencies = [...new Set([...nets, ...flows].map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const ownNets = nets.filter((row) => row.currency === currency);
    const ownFlows = flows.filter((row) => row.currency === currency);
    const products = [...new Set([...ownNets, ...ownFlows].map(({ product }) => product))].sort();
    return {
      currency,
      ...sumUp(ownNets, ownFlows),
      products: products.map((product) => ({
        product,
        ...sumUp(
          ownNets.filter((row) => row.product === product),
          ownFlows.filter((row) => row.product === product),
        ),
      })),
      ageing: ageing(
        dues.filter((row) => row.currency === currency),
        asOf,
      ),
    };
  });
}

function sumUp(nets: readonly NetRow[], flows: readonly FlowRow[]): Totals {
  const net = (name: Exclude<keyof NetRow, 'currency' | 'product'>): number => safeSum(nets.map((row) => row[name]));
  const into = (account: string): number => safeSum(flows.filter((r) => r.debit === account).map((r) => r.amount));
  const outOf = (account: string): number => safeSum(flows.filter((r) => r.credit === account).map((r) => r.amount));
  const charges = flows.filter(
    ({ debit, credit }) => isComponent(debit) && ['opening', 'charges', 'accruals'].includes(credit),
  );
  // Interest that was posted too high goes back to accruals.
  const lowered = flows.filter(({ debit, credit }) => debit === 'accruals' && isComponent(credit));
  const charged = Object.fromEntries(
    COMPONENTS.map((name) => [
      name,
      safeSum(charges.filter((r) => r.debit === name).map((r) => r.amount)) -
        safeSum(lowered.filter((r) => r.credit === name).map((r) => r.amount)),
    ]),
  ) as Required<Balances>;
  return {
    cases: net('cases'),
    casesOwing: net('casesOwing'),
    owing: net('owing'),
    casesInCredit: net('casesInCredit'),
    credit: net('credit'),
    casesSettled: net('casesSettled'),
    charged,
    adjusted: outOf('adjustments') - into('adjustments'),
    waived: into('waivers') - outOf('waivers'),
    paid: into('payments') - outOf('reversals'),
    refunded: outOf('refunds'),
    held: outOf('held') - into('held'),
    chargedOff: into('charge-offs'),
    contacts: into('contacts'),
    disputes: into('disputes'),
    complaints: into('complaints'),
    placed: net('placed'),
  };
}

function ageing(dues: readonly DueRow[], asOf: string): CurrencyTotals['ageing'] {
  const names = [NO_DUE_DATE, NOT_DUE, ...BUCKETS.map(({ name }) => name).reverse()];
  const named = dues.map((row) => ({
    ...row,
    bucket: bucketOf(row.oldest === null ? undefined : dateText(row.oldest), asOf),
  }));
  return names
    .map((bucket) => {
      const own = named.filter((row) => row.bucket === bucket);
      return { bucket, debts: safeSum(own.map((r) => r.debts)), owing: safeSum(own.map((r) => r.owing)) };
    })
    .filter(({ debts }) => debts > 0);
}

/** A total that leaves the safe integers is refused: a wrong total is worse than none. */
function safeSum(values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  if (!Number.isSafeInteger(sum))
    throw Problem.of(422, 'total-overflow', 'The total is above 9,007,199,254,740,991 minor units.');
  return sum;
}
