/** V and K of a list across cases: which rows it may use, and what it says of itself. */
import { sql, type RawBuilder } from 'kysely';
import { localDate } from '../../src/ledger/dates.js';
import { PORTFOLIOS } from '../portfolio/portfolio.tables.js';
import { dateText, dateValue } from '../tables/table.js';
import type { AsOf } from './case-history.js';
import { headAt, type AnswerHead } from './cut.js';
import type { ReadSide } from './read-side.js';
import { zonesOfCases } from './zones.js';

export interface ListMoment {
  /** P: no row beyond this store position is used. */
  readonly position: number;
  /** V as yyyymmdd: SQL over a row `c` of the register of cases, since today is another day in another zone. */
  readonly day: RawBuilder<unknown>;
  readonly head: AnswerHead;
}

/**
 * @param names the projections that the list reads.
 * @param portfolio stream id; its zone says which day it is and where K's day ends, else UTC's.
 */
export async function momentOf(
  read: ReadSide,
  names: readonly string[],
  { asOf, knownAt }: AsOf,
  portfolio?: string,
): Promise<ListMoment> {
  read.require(names);
  const cut = await read.cut(knownAt, (await zoneOf(read, portfolio)) ?? 'UTC');
  if (cut.position !== undefined) await read.reached(cut.position, names);
  const reached = read.position(names);
  const position = Math.min(reached, cut.position ?? reached);
  const days = asOf === undefined ? await today(read) : new Map([['', dateValue(asOf)]]);
  const latest = asOf ?? dateText(Math.max(...days.values()));
  const final = cut.final && position === cut.position;
  return { position, day: daySql(days), head: await headAt(read.store, latest, position, final) };
}

async function zoneOf(read: ReadSide, portfolio: string | undefined): Promise<string | undefined> {
  if (portfolio === undefined) return undefined;
  const { rows } = await read.snapshot((db) =>
    sql<{ zone: string }>`SELECT zone FROM ${read.table(PORTFOLIOS, 'portfolio')} WHERE id = ${portfolio}`.execute(db),
  );
  return rows[0]?.zone;
}

/** Today, by zone of the book's cases; never empty. */
async function today(read: ReadSide): Promise<ReadonlyMap<string, number>> {
  const now = read.clock.now();
  const found = await zonesOfCases(read);
  const zones = found.length === 0 ? ['UTC'] : found;
  return new Map(zones.map((zone) => [zone, dateValue(localDate(now, zone))]));
}

function daySql(days: ReadonlyMap<string, number>): RawBuilder<unknown> {
  const different = new Set(days.values());
  if (different.size === 1) return sql`${[...different][0]}`;
  const cases = [...days].map(([zone, day]) => sql`WHEN ${zone} THEN ${day}`);
  // A party or member of staff may live where no case is.
  return sql`(CASE c.zone ${sql.join(cases, sql` `)} ELSE ${Math.min(...different)} END)`;
}
