/** Which entries stand in a register, across streams, as of (V, K)? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { saidAnew, type EntryStage, type Register, type Said, type Values } from '../../src/ledger/register/index.js';
import { CASES, CORRECTIONS } from '../cases/cases.tables.js';
import type { AsOf } from '../read/case-history.js';
import { cursor, type ListPage, type ListScope } from '../read/list.js';
import { momentOf, type ListMoment } from '../read/moment.js';
import { ReadSide } from '../read/read-side.js';
import type { Queries } from '../tables/read-db.js';
import { dateText, dateValue } from '../tables/table.js';
import { ENTRY_FACTS, HOMES } from './registers.tables.js';
import { ofPortfolios } from '../read/of-portfolios.sql.js';

export interface RegisterFilter {
  readonly stage?: EntryStage;
  /** Due on or before this day. */
  readonly dueTo?: string;
}

export class RegisterListQuery {
  constructor(
    readonly register: Register,
    readonly scope: ListScope,
    readonly filter: RegisterFilter,
    readonly when: AsOf,
  ) {}
}

/** One entry, as it was at (V, K). */
export interface RegisterRow extends Said {
  /** The stream that it stands in. */
  readonly stream: string;
  /** How people call that: a case's source reference, a portfolio's name. */
  readonly ref: string | null;
  readonly entry: string;
  readonly position: number;
  readonly since: string;
  readonly stage: EntryStage;
  readonly due: string | null;
  /** Type and effective date of its last fact. */
  readonly last: string;
  readonly lastOn: string;
  /** Its facts, in the order in which they took effect. */
  readonly events: readonly string[];
}

interface FactRow {
  readonly stream_key: number;
  readonly entry: string;
  readonly position: number;
  readonly stage: EntryStage | null;
  readonly event: string;
  readonly type: string;
  readonly eff: number;
  readonly due: number | null;
  readonly data: string;
}
type FirstRow = FactRow & { readonly stream: string; readonly ref: string | null };

const PROJECTIONS = ['clock', 'registers', 'cases'];

@QueryHandler(RegisterListQuery)
export class RegisterListHandler implements IQueryHandler<RegisterListQuery, ListPage<RegisterRow>> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ register, scope, filter, when }: RegisterListQuery): Promise<ListPage<RegisterRow>> {
    const at = await momentOf(this.read, PROJECTIONS, when, scope.portfolio);
    const asKnown = this.known(at);
    const { firsts, facts } = await this.read.snapshot(async (db) => {
      const found = await this.firsts(db, register, scope, filter, asKnown);
      return { firsts: found, facts: await this.factsOf(db, register, found.slice(0, scope.limit), asKnown) };
    });
    const rows = firsts.slice(0, scope.limit).map((first) => rowOf(first, facts));
    const next = firsts.length > scope.limit ? String(rows.at(-1)?.position) : null;
    return { ...at.head, rows, next };
  }

  /** Whether a fact `f` of a stream `c` was known at K, had taken effect by V, and was not corrected as known at K. */
  private known({ position, day }: ListMoment): RawBuilder<boolean> {
    return sql`f.position <= ${position} AND f.eff <= ${day} AND NOT EXISTS (
      SELECT 1 FROM ${this.read.table(CORRECTIONS, 'cases')} w
      WHERE w.case_key = f.stream_key AND w.event = f.event AND w.position <= ${position})`;
  }

  /** The streams `c` of a register's facts, joined to the facts that `alias` names. */
  private streams({ stream }: Register, alias: string): RawBuilder<unknown> {
    const own = sql.ref(`${alias}.stream_key`);
    if (stream === 'case') return sql`JOIN ${this.read.table(CASES, 'cases')} c ON c.case_key = ${own}`;
    return sql`JOIN ${this.read.table(HOMES, 'registers')} c ON c.stream_key = ${own}`;
  }

  /** The facts that made the entries of one page, with their stream. */
  private async firsts(
    db: Queries,
    register: Register,
    { portfolio, after, limit }: ListScope,
    { stage, dueTo }: RegisterFilter,
    asKnown: RawBuilder<boolean>,
  ): Promise<FirstRow[]> {
    const facts = this.read.table(ENTRY_FACTS, 'registers');
    const later = sql`SELECT 1 FROM ${facts} f WHERE f.stream_key = r.stream_key AND f.entry = r.entry AND ${asKnown}`;
    const ended = sql`EXISTS (${later} AND f.stage = 'ENDED')`;
    const due = sql`(SELECT f.due FROM ${facts} f WHERE f.stream_key = r.stream_key AND f.entry = r.entry
      AND f.due IS NOT NULL AND ${asKnown} ORDER BY f.eff DESC, f.position DESC LIMIT 1)`;
    const conditions = [
      sql`r.register = ${register.entry}`,
      sql`r.makes = 1`,
      sql`r.position > ${cursor(after)}`,
      sql`EXISTS (${later} AND f.position = r.position)`,
      ...(portfolio === undefined ? [] : [ofPortfolios(sql`c.portfolio`, portfolio)]),
      ...(stage === undefined ? [] : [stage === 'ENDED' ? ended : sql`r.stage = ${stage} AND NOT ${ended}`]),
      ...(dueTo === undefined ? [] : [sql`${due} <= ${dateValue(dueTo)}`]),
    ];
    const { rows } =
      await sql<FirstRow>`SELECT r.*, c.id AS stream, c.ref FROM ${facts} r ${this.streams(register, 'r')}
      WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY r.position LIMIT ${limit + 1}`.execute(db);
    return rows;
  }

  /** All facts of these entries as known, by entry, in the order in which they took effect. */
  private async factsOf(
    db: Queries,
    register: Register,
    firsts: readonly FirstRow[],
    asKnown: RawBuilder<boolean>,
  ): Promise<Map<string, FactRow[]>> {
    const all = new Map<string, FactRow[]>();
    if (firsts.length === 0) return all;
    const names = sql.join([...new Set(firsts.map(({ entry }) => entry))]);
    const keys = sql.join([...new Set(firsts.map(({ stream_key: key }) => key))]);
    const { rows } =
      await sql<FactRow>`SELECT f.* FROM ${this.read.table(ENTRY_FACTS, 'registers')} f ${this.streams(register, 'f')}
      WHERE f.stream_key IN (${keys}) AND f.entry IN (${names}) AND ${asKnown}
      ORDER BY f.eff, f.position`.execute(db);
    for (const row of rows) all.set(row.entry, [...(all.get(row.entry) ?? []), row]);
    return all;
  }
}

function saidBy(facts: readonly FactRow[]): Said {
  return facts.reduce<Said>((said, { data }) => saidAnew(said, JSON.parse(data) as Values), { fields: {} });
}

function rowOf(first: FirstRow, all: ReadonlyMap<string, readonly FactRow[]>): RegisterRow {
  const facts = all.get(first.entry) ?? [first];
  const last = facts.at(-1) ?? first;
  const due = facts.findLast((fact) => fact.due !== null)?.due ?? null;
  return {
    stream: first.stream,
    ref: first.ref,
    entry: first.entry,
    position: first.position,
    since: dateText(first.eff),
    stage: facts.findLast((fact) => fact.stage !== null)?.stage ?? 'OPEN',
    due: due === null ? null : dateText(due),
    last: last.type,
    lastOn: dateText(last.eff),
    ...saidBy(facts),
    events: facts.map(({ event }) => event),
  };
}
