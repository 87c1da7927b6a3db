/** Sums of parts over the accounts of a portfolio: as many as can share one query do. */
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import type { Queries } from '../tables/read-db.js';
import type { Part } from './metric.js';
import type { FigureScope } from './scope.js';
import { SOURCES, type SourceName } from './sources/index.js';
import type { Source } from './sources/source.js';

export type By = string | number | null;

export interface PartSum {
  readonly currency: string | null;
  /** Value of the part's dimension; null without one. */
  readonly by: By;
  readonly amount: number;
}

const sourceOf = (name: SourceName): Source => SOURCES[name];

/** What comes before SELECT, and what stands behind FROM. */
export interface Joined {
  readonly first: RawBuilder<unknown>;
  /** With its WHERE: further conditions follow as `AND …`. */
  readonly from: RawBuilder<unknown>;
}

/**
 * The rows of the first source, each with its case, and joined with those of the others. The order is fixed (CROSS JOIN), and
 * what is joined is made once (MATERIALIZED): left to itself, the planner makes it anew for every account.
 */
export function accountsOf(read: ReadSide, scope: FigureScope, [main, ...others]: Part['from']): Joined {
  const made = others.map((name) => sql`${sql.raw(name)} AS MATERIALIZED (${sourceOf(name).rows(read, scope)})`);
  const joins = others.map((name) => sql.raw(`LEFT JOIN ${name} ON ${name}.case_key = c.case_key`));
  const alias = sql.raw(main);
  return {
    first: made.length === 0 ? sql`` : sql`WITH ${sql.join(made)}`,
    from: sql`(${sourceOf(main).rows(read, scope)}) ${alias}
      CROSS JOIN ${read.table(CASES, 'cases')} c ${sql.join(joins, sql` `)}
      WHERE c.case_key = ${alias}.case_key AND c.portfolio = ${scope.portfolio} AND c.case_key <= ${scope.position}`,
  };
}

/** Whether a part may stand beside others in one query: one row an account, and no dimension. */
function shares(part: Part): boolean {
  return part.by === undefined && part.from.every((name) => sourceOf(name).many !== true);
}

/** Every projection that these parts read. */
export function readsOf(parts: readonly Part[]): readonly string[] {
  return [...new Set(['cases', ...parts.flatMap(({ from }) => from.flatMap((name) => sourceOf(name).reads))])];
}

export async function sumsOf(
  read: ReadSide,
  db: Queries,
  scope: FigureScope,
  parts: readonly Part[],
): Promise<ReadonlyMap<Part, readonly PartSum[]>> {
  const all = new Map<Part, readonly PartSum[]>();
  const together = new Map<SourceName, Set<Part>>();
  for (const part of new Set(parts)) {
    const [main] = part.from;
    if (shares(part)) together.set(main, (together.get(main) ?? new Set()).add(part));
    else all.set(part, await sumAlone(read, db, scope, part));
  }
  for (const group of together.values()) {
    for (const [part, sums] of await sumTogether(read, db, scope, [...group])) all.set(part, sums);
  }
  return all;
}

/** The currencies of the portfolio's cases known at P: each has its line, be it empty. */
export async function currenciesOf(read: ReadSide, db: Queries, scope: FigureScope): Promise<(string | null)[]> {
  const { rows } = await sql<{ currency: string | null }>`
    SELECT DISTINCT currency FROM ${read.table(CASES, 'cases')}
    WHERE portfolio = ${scope.portfolio} AND case_key <= ${scope.position} ORDER BY currency`.execute(db);
  return rows.map(({ currency }) => currency);
}

async function sumTogether(read: ReadSide, db: Queries, scope: FigureScope, parts: readonly Part[]) {
  const names = [...new Set(parts.flatMap(({ from }) => from))] as unknown as Part['from'];
  const columns = parts.map(({ value }, n) => sql`COALESCE(SUM(${sql.raw(value)}), 0) AS ${sql.raw(`p${n}`)}`);
  type Row = { readonly currency: string | null } & Readonly<Record<`p${number}`, number>>;
  const { first, from } = accountsOf(read, scope, names);
  const { rows } = await sql<Row>`
    ${first} SELECT c.currency, ${sql.join(columns)} FROM ${from} GROUP BY c.currency`.execute(db);
  return parts.map((part, n): [Part, PartSum[]] => [
    part,
    rows.map((row) => ({ currency: row.currency, by: null, amount: safe(row[`p${n}`] as number) })),
  ]);
}

async function sumAlone(read: ReadSide, db: Queries, scope: FigureScope, part: Part): Promise<PartSum[]> {
  const { first, from } = accountsOf(read, scope, part.from);
  const { rows } = await sql<PartSum>`
    ${first} SELECT c.currency, ${sql.raw(part.by ?? 'NULL')} AS "by", COALESCE(SUM(${sql.raw(part.value)}), 0) AS amount
    FROM ${from} GROUP BY 1, 2`.execute(db);
  return rows.map((row) => ({ ...row, amount: safe(row.amount) }));
}

/** A figure that leaves the safe integers is refused: a wrong one is worse than none. */
function safe(amount: number): number {
  if (Number.isSafeInteger(amount)) return amount;
  throw Problem.of(422, 'total-overflow', 'The figure is above 9,007,199,254,740,991 minor units.');
}
