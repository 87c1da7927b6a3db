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

/** The accounts of the portfolio known at P, each joined with its rows of the sources. */
export function accountsWith(read: ReadSide, scope: FigureScope, names: readonly SourceName[]): RawBuilder<unknown> {
  const joins = names.map((name) => {
    const alias = sql.raw(name);
    return sql`LEFT JOIN (${sourceOf(name).rows(read, scope)}) ${alias} ON ${alias}.case_key = c.case_key`;
  });
  return sql`(
    SELECT case_key, id, ref, currency FROM ${read.table(CASES, 'cases')}
    WHERE portfolio = ${scope.portfolio} AND case_key <= ${scope.position}
  ) c ${sql.join(joins, sql` `)}`;
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
  const together = [...new Set(parts.filter(shares))];
  if (together.length > 0) for (const [part, sums] of await sumTogether(read, db, scope, together)) all.set(part, sums);
  for (const part of new Set(parts.filter((each) => !shares(each))))
    all.set(part, await sumAlone(read, db, scope, part));
  return all;
}

async function sumTogether(read: ReadSide, db: Queries, scope: FigureScope, parts: readonly Part[]) {
  const names = [...new Set(parts.flatMap(({ from }) => from))];
  const columns = parts.map(({ value }, n) => sql`COALESCE(SUM(${sql.raw(value)}), 0) AS ${sql.raw(`p${n}`)}`);
  type Row = { readonly currency: string | null } & Readonly<Record<`p${number}`, number>>;
  const { rows } = await sql<Row>`
    SELECT c.currency, ${sql.join(columns)} FROM ${accountsWith(read, scope, names)} GROUP BY c.currency`.execute(db);
  return parts.map((part, n): [Part, PartSum[]] => [
    part,
    rows.map((row) => ({ currency: row.currency, by: null, amount: safe(row[`p${n}`] as number) })),
  ]);
}

async function sumAlone(read: ReadSide, db: Queries, scope: FigureScope, part: Part): Promise<PartSum[]> {
  const { rows } = await sql<PartSum>`
    SELECT c.currency, ${sql.raw(part.by ?? 'NULL')} AS "by", COALESCE(SUM(${sql.raw(part.value)}), 0) AS amount
    FROM ${accountsWith(read, scope, part.from)} GROUP BY 1, 2`.execute(db);
  return rows.map((row) => ({ ...row, amount: safe(row.amount) }));
}

/** A figure that leaves the safe integers is refused: a wrong one is worse than none. */
function safe(amount: number): number {
  if (Number.isSafeInteger(amount)) return amount;
  throw Problem.of(422, 'total-overflow', 'The figure is above 9,007,199,254,740,991 minor units.');
}
