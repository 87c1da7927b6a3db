/** The sums of a portfolio at (V, P): every row is cut by effective date and by position. */
import { sql, type RawBuilder } from 'kysely';
import { netEffect, type JournalAccount } from '../../src/ledger/payment/index.js';
import { JOURNAL, JOURNAL_PAIRS } from '../balances/balances.tables.js';
import { CASES } from '../cases/cases.tables.js';
import { DELINQUENCY, holdsAt } from '../delinquency/delinquency.tables.js';
import type { ReadSide } from '../read/read-side.js';
import type { Queries } from '../tables/read-db.js';

export interface Scope {
  /** Stream id of the portfolio. */
  readonly portfolio: string;
  /** V as yyyymmdd. */
  readonly asOf: number;
  /** P: no row beyond this position is used. */
  readonly position: number;
}

export type GroupBy = 'currency' | 'product';

export interface NetRow {
  readonly currency: string | null;
  readonly product: string | null;
  readonly cases: number;
  readonly casesOwing: number;
  readonly owing: number;
  readonly casesInCredit: number;
  readonly credit: number;
  readonly casesSettled: number;
  readonly placed: number;
}

export interface FlowRow {
  readonly currency: string | null;
  readonly product: string | null;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

export interface DueRow {
  readonly currency: string | null;
  /** Oldest unpaid due date, yyyymmdd; null where the debt has none. */
  readonly oldest: number | null;
  readonly debts: number;
  readonly owing: number;
}

/** Two accounts of journal rows, and the column of what moved between them. */
interface Pair {
  readonly debit: JournalAccount;
  readonly credit: JournalAccount;
  readonly sum: RawBuilder<unknown>;
}

type SumRow = Omit<NetRow, 'cases' | 'casesSettled'> & Readonly<Record<`p${number}`, number | null>>;
type CountRow = Pick<NetRow, 'currency' | 'product' | 'cases'>;

/** The currency of a case `c`, once a fact has named one by P. */
const currencyBy = (position: number): RawBuilder<unknown> =>
  sql`CASE WHEN c.currency_from <= ${position} THEN c.currency END`;

/** The condition under which a case `c` counts. */
const isOpen = ({ asOf, position }: Scope): RawBuilder<unknown> =>
  sql`c.opened <= ${asOf} AND c.case_key <= ${position}`;

/** Nets and flows of a portfolio, by currency and product. */
export async function sumRows(
  read: ReadSide,
  db: Queries,
  scope: Scope,
): Promise<{ readonly nets: NetRow[]; readonly flows: FlowRow[] }> {
  const pairs = await pairsOf(read, db);
  const sums = pairs.length === 0 ? [] : await caseSums(read, db, scope, pairs);
  const counts = await caseCounts(read, db, scope);
  const nets = counts.map((count): NetRow => {
    const own = sums.find(({ currency, product }) => currency === count.currency && product === count.product);
    const { casesOwing = 0, owing = 0, casesInCredit = 0, credit = 0, placed = 0 } = own ?? {};
    const casesSettled = count.cases - casesOwing - casesInCredit;
    return { ...count, casesOwing, owing, casesInCredit, credit, casesSettled, placed };
  });
  const flows = sums.flatMap(({ currency, product, ...moved }) =>
    pairs.flatMap(({ debit, credit }, n): FlowRow[] => {
      const amount = (moved as SumRow)[`p${n}`];
      return amount === null || amount === undefined ? [] : [{ currency, product, debit, credit, amount }];
    }),
  );
  return { nets, flows };
}

async function pairsOf(read: ReadSide, db: Queries): Promise<Pair[]> {
  const { rows } = await sql<Omit<Pair, 'sum'>>`
    SELECT debit, credit FROM ${read.table(JOURNAL_PAIRS, 'balances')} ORDER BY debit, credit`.execute(db);
  return rows.map((row, n) => ({ ...row, sum: sql.ref(`p${n}`) }));
}

/** What pairs add to net: each row is a movement between an account of the case and one outside it, or changes no net. */
function netOf(pairs: readonly Pair[]): RawBuilder<unknown> {
  const terms = pairs.flatMap(({ debit, credit, sum }) => {
    const effect = netEffect({ debit, credit, amount: 1 });
    return effect === 0 ? [] : [sql`${sql.raw(effect > 0 ? '+' : '-')} COALESCE(${sum}, 0)`];
  });
  return sql`0 ${sql.join(terms, sql` `)}`;
}

/** Whether something was placed, by its pairs. */
function placedBy(pairs: readonly Pair[]): RawBuilder<unknown> {
  const placements = pairs.filter(({ debit }) => debit === 'placements').map(({ sum }) => sql`${sum} IS NOT NULL`);
  return placements.length === 0 ? sql`FALSE` : sql.join(placements, sql` OR `);
}

/**
 * One pass over the journal in the order of its key: sums by case and pair, from which nets follow, grouped by case before they
 * are split by sign (design.md 5). The order of the join is fixed: cases are looked up, the journal is not.
 */
async function caseSums(read: ReadSide, db: Queries, scope: Scope, pairs: readonly Pair[]): Promise<SumRow[]> {
  const { portfolio, asOf, position } = scope;
  const columns = pairs.map(
    ({ debit, credit, sum }) =>
      sql`SUM(amount) FILTER (WHERE debit = ${sql.lit(debit)} AND credit = ${sql.lit(credit)}) AS ${sum}`,
  );
  const open = isOpen(scope);
  const { rows } = await sql<SumRow>`
    SELECT ${currencyBy(position)} AS currency, c.product,
      COUNT(*) FILTER (WHERE net > 0 AND ${open}) AS "casesOwing",
      COALESCE(SUM(net) FILTER (WHERE net > 0 AND ${open}), 0) AS owing,
      COUNT(*) FILTER (WHERE net < 0 AND ${open}) AS "casesInCredit",
      COALESCE(SUM(net) FILTER (WHERE net < 0 AND ${open}), 0) AS credit,
      COUNT(*) FILTER (WHERE (${placedBy(pairs)}) AND ${open}) AS placed,
      ${sql.join(pairs.map(({ sum }) => sql`SUM(${sum}) AS ${sum}`))}
    FROM (
      SELECT s.*, ${netOf(pairs)} AS net FROM (
        SELECT case_key, ${sql.join(columns)} FROM ${read.table(JOURNAL, 'balances')}
        WHERE eff <= ${asOf} AND position <= ${position} GROUP BY case_key
      ) s
    ) n
    CROSS JOIN ${read.table(CASES, 'cases')} c
    WHERE c.case_key = n.case_key AND c.portfolio = ${portfolio}
    GROUP BY 1, c.product`.execute(db);
  return rows;
}

async function caseCounts(read: ReadSide, db: Queries, scope: Scope): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    SELECT ${currencyBy(scope.position)} AS currency, c.product, COUNT(*) AS cases
    FROM ${read.table(CASES, 'cases')} c
    WHERE c.portfolio = ${scope.portfolio} AND ${isOpen(scope)}
    GROUP BY 1, c.product`.execute(db);
  return rows;
}

/** What debts owe, by their oldest unpaid due dates. The order of the join is fixed, as above. */
export async function dueRows(read: ReadSide, db: Queries, { portfolio, asOf, position }: Scope): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    SELECT ${currencyBy(position)} AS currency, d.oldest_due AS oldest, COUNT(*) AS debts, SUM(d.owing) AS owing
    FROM ${read.table(DELINQUENCY, 'delinquency')} d CROSS JOIN ${read.table(CASES, 'cases')} c
    WHERE c.case_key = d.case_key AND c.portfolio = ${portfolio} AND d.owing > 0 AND ${holdsAt({ asOf, position })}
    GROUP BY 1, d.oldest_due`.execute(db);
  return rows;
}
