/** Which accounts make up the numerator or denominator of a figure, and which facts stand behind each? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { sql, type RawBuilder } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import type { EventStore } from '../../src/store/port.js';
import { cursor } from '../read/list.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import type { Queries } from '../tables/read-db.js';
import { accountsOf, readsOf } from './evaluate.js';
import { metricCalled, scopeOf, type FigureAsk } from './figures.query.js';
import type { Metric, Part } from './metric.js';
import type { FigureScope } from './scope.js';
import { SOURCES, type SourceName } from './sources/index.js';

export const PARTS = ['numerator', 'denominator'] as const;
export type PartName = (typeof PARTS)[number];

/** Facts named for one account; there may be more. */
const EVENTS_MAX = 100;

export interface DrillDownAsk extends FigureAsk {
  readonly metric: string;
  readonly part: PartName;
  /** Only this line of the figure. */
  readonly currency?: string;
  readonly by?: string;
  readonly after?: string;
  readonly limit: number;
}

export class DrillDownQuery {
  constructor(readonly ask: DrillDownAsk) {}
}

export interface DrilledAccount {
  readonly case: string;
  readonly ref: string | null;
  readonly currency: string | null;
  /** What the account adds: all rows of all pages sum to the figure's part. */
  readonly amount: number;
  /** Ids of the facts behind it, oldest first, at most 100. */
  readonly events: readonly string[];
  /** How many more there are. */
  readonly moreEvents: number;
}

export interface DrillDown extends AnswerHead {
  readonly metric: string;
  readonly version: number;
  readonly part: PartName;
  readonly rows: readonly DrilledAccount[];
  readonly next: string | null;
}

type Row = Omit<DrilledAccount, 'events' | 'moreEvents'> & { readonly case_key: number };

@QueryHandler(DrillDownQuery)
export class DrillDownHandler implements IQueryHandler<DrillDownQuery, DrillDown> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ ask }: DrillDownQuery): Promise<DrillDown> {
    const { read } = this;
    const metric = metricCalled(ask.metric);
    const part = metric[ask.part];
    const { scope, head } = await scopeOf(read, ask, readsOf([part]));
    const conditions = conditionsOf(metric, part, ask, scope);
    const { first, from } = accountsOf(read, scope, part.from);
    const { rows, positions } = await read.snapshot(async (db) => {
      const found = await sql<Row>`
        ${first} SELECT c.case_key, c.id AS "case", c.ref, c.currency, SUM(${sql.raw(part.value)}) AS amount
        FROM ${from} AND c.case_key > ${cursor(ask.after)} AND ${sql.join(conditions, sql` AND `)}
        GROUP BY c.case_key, c.id, c.ref, c.currency HAVING SUM(${sql.raw(part.value)}) <> 0
        ORDER BY c.case_key LIMIT ${ask.limit + 1}`.execute(db);
      const page = found.rows.slice(0, ask.limit);
      return { rows: found.rows, positions: await eventsOf(read, db, scope, part, page) };
    });
    const page = rows.slice(0, ask.limit);
    const next = rows.length > ask.limit ? String(page[page.length - 1]?.case_key) : null;
    const drilled = await Promise.all(
      page.map((row) => withEvents(read.store, row, positions.get(row.case_key) ?? [])),
    );
    return { ...head, metric: metric.id, version: metric.version, part: ask.part, rows: drilled, next };
  }
}

/** How the dimension of what belongs to a line compares with the line's own. */
const COMPARED = { alone: '=', 'up-to': '<=', onwards: '>=' } as const;

/** Narrows to one line of the figure. */
function conditionsOf(metric: Metric, part: Part, { currency, by }: DrillDownAsk, scope: FigureScope) {
  const conditions: RawBuilder<unknown>[] = [sql`TRUE`];
  if (currency !== undefined) conditions.push(sql`c.currency = ${currency}`);
  if (by === undefined) return conditions;
  if (metric.dimension === undefined) {
    throw Problem.of(400, 'no-dimension', `${metric.id} is not broken down: leave 'by' out.`, { field: 'by' });
  }
  if (part.by === undefined) return conditions;
  const key = keyOf(metric, by, scope);
  conditions.push(sql`${sql.raw(part.by)} ${sql.raw(COMPARED[metric.cumulative ?? 'alone'])} ${key}`);
  return conditions;
}

function keyOf({ dimension, id }: Metric, by: string, { table }: FigureScope): string | number {
  if (dimension === 'batch') return by;
  const key = dimension === 'bucket' ? table.buckets.findIndex(({ name }) => name === by) : Number(by);
  if (Number.isSafeInteger(key) && key >= 0) return key;
  throw Problem.of(400, 'unknown-line', `${id} has no line '${by.slice(0, 60)}'.`, { field: 'by' });
}

async function eventsOf(
  read: ReadSide,
  db: Queries,
  scope: FigureScope,
  part: Part,
  page: readonly Row[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = new Map<number, number[]>();
  if (page.length === 0) return found;
  const [source, name] = part.events.split('.') as [SourceName, string];
  const events = SOURCES[source].events[name];
  if (!events) throw new Error(`no events ${part.events}`);
  const keys = sql.join(page.map(({ case_key }) => case_key));
  const { rows } = await sql<{ case_key: number; position: number }>`
    SELECT DISTINCT e.case_key, e.position FROM (${events(read, scope)}) e
    WHERE e.case_key IN (${keys}) ORDER BY e.position`.execute(db);
  for (const { case_key: key, position } of rows) found.set(key, [...(found.get(key) ?? []), position]);
  return found;
}

async function withEvents(store: EventStore, row: Row, positions: readonly number[]): Promise<DrilledAccount> {
  const { case_key: _key, ...account } = row;
  const events: string[] = [];
  for (const position of positions.slice(0, EVENTS_MAX)) {
    const event = await store.eventAt(position);
    if (event) events.push(event.id);
  }
  return { ...account, events, moreEvents: Math.max(positions.length - EVENTS_MAX, 0) };
}
