/** Who saw what, and when, across the ledger? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import type { ListPage } from '../read/list.js';
import { momentOf } from '../read/moment.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';
import { ReadSide } from '../read/read-side.js';
import { dateValue } from '../tables/table.js';
import { ACCESSES } from './access.tables.js';

export interface AccessFilter {
  /** Stream id of the case or party whose values were shown. */
  readonly stream?: string;
  /** Who saw it, as recorded: `key:<id>`, `oidc:<sub>`, `local:<user>`. */
  readonly by?: string;
  /** UTC days. */
  readonly from?: string;
  readonly to?: string;
  readonly kind?: 'READ' | 'EXPORT';
  /** Stream ids of portfolios, with commas between. */
  readonly portfolio?: string;
}

export class AccessListQuery {
  constructor(
    readonly filter: AccessFilter,
    readonly page: { readonly after?: string; readonly limit: number },
  ) {}
}

export interface AccessRow {
  readonly event: string;
  readonly at: string;
  readonly kind: 'READ' | 'EXPORT';
  readonly what: string;
  readonly by: string;
  readonly obo: string | null;
  readonly role: string;
  /** Whose values were shown; null where nobody's were, as by a search in vain. */
  readonly stream: string | null;
  readonly portfolio: string | null;
  /** V and K as they were asked for; null: of then. */
  readonly asOf: string | null;
  readonly knownAt: string | null;
  /** Of an export. */
  readonly format: string | null;
  readonly digest: string | null;
  readonly recipient: string | null;
}

type Found = AccessRow & { readonly position: number; readonly n: number };

@QueryHandler(AccessListQuery)
export class AccessListHandler implements IQueryHandler<AccessListQuery, ListPage<AccessRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  /** In the order of recording. */
  async execute({ filter, page: { after, limit } }: AccessListQuery): Promise<ListPage<AccessRow>> {
    const at = await momentOf(this.read, ['clock', 'cases', 'access'], {}, undefined);
    const conditions = [sql`r.position <= ${at.position}`, ...begin(after), ...narrowed(filter)];
    const { rows } = await this.read.snapshot((db) =>
      sql<Found>`SELECT r.position, r.n, r.event, r.at, CASE WHEN r.format IS NULL THEN 'READ' ELSE 'EXPORT' END AS kind,
          r.what, r."by", r.obo, r.role, r.stream, r.portfolio, r.as_of AS "asOf", r.known_at AS "knownAt",
          r.format, r.digest, r.recipient
        FROM ${this.read.table(ACCESSES, 'access')} r
        WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY r.position, r.n LIMIT ${limit + 1}`.execute(db),
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? `${last.position}.${last.n}` : null;
    return { ...at.head, rows: page.map(({ position: _position, n: _n, ...row }) => row), next };
  }
}

/** A cursor is a position and a row of that fact. */
function begin(after: string | undefined): RawBuilder<unknown>[] {
  if (after === undefined) return [];
  const [, position, n] = /^(\d{1,15})\.(\d{1,6})$/.exec(after) ?? [];
  if (position === undefined) {
    throw Problem.of(400, 'bad-cursor', `after '${after.slice(0, 40)}' is no cursor: pass 'next' of the page before.`, {
      field: 'after',
    });
  }
  return [sql`(r.position, r.n) > (${Number(position)}, ${Number(n)})`];
}

function narrowed({ stream, by, from, to, kind, portfolio }: AccessFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (stream !== undefined) conditions.push(sql`r.stream = ${stream}`);
  if (by !== undefined) conditions.push(sql`r."by" = ${by}`);
  if (from !== undefined) conditions.push(sql`r.on_date >= ${dateValue(from)}`);
  if (to !== undefined) conditions.push(sql`r.on_date <= ${dateValue(to)}`);
  if (kind !== undefined) conditions.push(kind === 'READ' ? sql`r.format IS NULL` : sql`r.format IS NOT NULL`);
  if (portfolio !== undefined) conditions.push(ofPortfolios(sql`r.portfolio`, portfolio));
  return conditions;
}
