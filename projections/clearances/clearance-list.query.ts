/** Which contacts were permitted or blocked across the book, and by which rules, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { RuleBook } from '../../src/clearance/index.js';
import { requirePeriod, requireRule } from '../read/known-names.js';
import { cursor, type ListPage, type ListScope } from '../read/list.js';
import { momentOf } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import { HOMES } from '../registers/registers.tables.js';
import type { Queries } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { CLEARANCE_RULES, CLEARANCES } from './clearances.tables.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';

export type ClearanceOutcome = 'PERMITTED' | 'BLOCKED';

export interface ClearanceFilter {
  /** Days on which it was asked. */
  readonly from?: string;
  readonly to?: string;
  readonly outcome?: ClearanceOutcome;
  /** A rule that blocked, advised or could not be evaluated; with `@version` that version only. */
  readonly rule?: string;
}

export class ClearanceListQuery {
  constructor(
    readonly scope: ListScope,
    readonly filter: ClearanceFilter,
  ) {}
}

/** What a rule said that did not simply allow it. */
export interface SaidRule {
  readonly rule: string;
  readonly effect: 'BLOCKS' | 'WARNS' | 'NOT_EVALUATED';
  readonly reason: string | null;
}

export interface ClearanceListRow {
  readonly party: string;
  /** The party's source reference. */
  readonly ref: string | null;
  readonly clearance: string;
  readonly position: number;
  readonly event: string;
  readonly askedAt: string;
  readonly outcome: ClearanceOutcome;
  readonly channel: string;
  readonly purpose: string;
  readonly staff: string | null;
  readonly plannedAt: string;
  readonly nextAllowedAt: string | null;
  readonly rules: readonly SaidRule[];
}

type Found = Omit<ClearanceListRow, 'rules'> & { readonly party_key: number };
type FoundRule = SaidRule & { readonly party_key: number; readonly clearance: string };

const PROJECTIONS = ['clock', 'cases', 'registers', 'clearances'];
const ORDER = ['BLOCKS', 'WARNS', 'NOT_EVALUATED'];

@QueryHandler(ClearanceListQuery)
export class ClearanceListHandler implements IQueryHandler<ClearanceListQuery, ListPage<ClearanceListRow>> {
  constructor(
    @Inject(ReadSide) private readonly read: ReadSide,
    @Inject(RuleBook) private readonly rules: RuleBook,
  ) {}

  async execute({ scope, filter }: ClearanceListQuery): Promise<ListPage<ClearanceListRow>> {
    const { portfolio, after, limit, when = {} } = scope;
    requirePeriod(filter.from, filter.to);
    await requireRule(this.rules, filter.rule);
    const at = await momentOf(this.read, PROJECTIONS, when, portfolio);
    const conditions = [
      sql`r.position > ${cursor(after)}`,
      sql`r.position <= ${at.position}`,
      sql`r.on_date <= ${at.day}`,
      ...(portfolio === undefined ? [] : [ofPortfolios(sql`c.portfolio`, portfolio)]),
      ...this.narrowed(filter),
    ];
    return this.read.snapshot(async (db) => {
      const { rows } = await sql<Found>`SELECT c.id AS party, c.ref, r.party_key, r.clearance, r.position, r.event,
          r.at AS "askedAt", CASE r.permitted WHEN 1 THEN 'PERMITTED' ELSE 'BLOCKED' END AS outcome,
          r.channel, r.purpose, r.staff, r.planned_at AS "plannedAt", r.next_allowed AS "nextAllowedAt"
        FROM ${this.read.table(CLEARANCES, 'clearances')} r
        JOIN ${this.read.table(HOMES, 'registers')} c ON c.stream_key = r.party_key
        WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY r.position LIMIT ${limit + 1}`.execute(db);
      const page = rows.slice(0, limit);
      const rules = await this.rulesOf(db, page);
      const next = rows.length > limit ? String(page.at(-1)?.position) : null;
      return { ...at.head, rows: page.map((row) => rowOf(row, rules)), next };
    });
  }

  private narrowed({ from, to, outcome, rule }: ClearanceFilter): RawBuilder<unknown>[] {
    const conditions: RawBuilder<unknown>[] = [];
    if (from !== undefined) conditions.push(sql`r.on_date >= ${dateValue(from)}`);
    if (to !== undefined) conditions.push(sql`r.on_date <= ${dateValue(to)}`);
    if (outcome !== undefined) conditions.push(sql`r.permitted = ${outcome === 'PERMITTED' ? 1 : 0}`);
    if (rule !== undefined) {
      const column = sql.ref(rule.includes('@') ? 's.rule' : 's.rule_id');
      conditions.push(sql`EXISTS (SELECT 1 FROM ${this.read.table(CLEARANCE_RULES, 'clearances')} s
        WHERE s.party_key = r.party_key AND s.clearance = r.clearance AND ${column} = ${rule})`);
    }
    return conditions;
  }

  private async rulesOf(db: Queries, page: readonly Found[]): Promise<readonly FoundRule[]> {
    if (page.length === 0) return [];
    const keys = sql.join([...new Set(page.map(({ party_key: key }) => key))]);
    const ids = sql.join(page.map(({ clearance }) => clearance));
    const { rows } = await sql<FoundRule>`SELECT party_key, clearance, rule, effect, reason
      FROM ${this.read.table(CLEARANCE_RULES, 'clearances')}
      WHERE party_key IN (${keys}) AND clearance IN (${ids}) ORDER BY rule, pack`.execute(db);
    return rows;
  }
}

function rowOf({ party_key: key, ...row }: Found, all: readonly FoundRule[]): ClearanceListRow {
  const own = all.filter((one) => one.party_key === key && one.clearance === row.clearance);
  own.sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect));
  return { ...row, rules: own.map(({ rule, effect, reason }) => ({ rule, effect, reason })) };
}
