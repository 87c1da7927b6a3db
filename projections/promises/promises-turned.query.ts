/** Which promises have turned out otherwise than their last notice says? What the reactor asks. */
import { sql } from 'kysely';
import { localDate, type Millis } from '../../src/ledger/dates.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { zonesOfCases } from '../read/zones.js';
import { dateText, dateValue } from '../tables/table.js';
import { PROMISES, PROMISE_OUTCOMES } from './promises.tables.js';

export interface TurnedPromise {
  readonly case: string;
  readonly promise: string;
  readonly outcome: string;
  readonly onTime: string | null;
  readonly paid: number;
  readonly ratioBps: number;
  /** Notices recorded so far. */
  readonly notices: number;
  /** The day from which the outcome holds. */
  readonly since: string;
  /** Today in the case's zone. */
  readonly today: string;
}

type Row = Omit<TurnedPromise, 'since' | 'today'> & { readonly since: number };

/** Up to here nothing was left to notice: all rows of facts up to a position, as they hold on a day in each zone. */
export interface Noticed {
  readonly position: number;
  /** By zone, yyyymmdd. */
  readonly days: ReadonlyMap<string, number>;
}

const READS = ['promises', 'cases'];

/** Where the read tables stand, and which day it is: `Noticed`, once no promise is found that has turned out otherwise. */
export async function noticedNow(read: ReadSide, now: Millis): Promise<Noticed> {
  const zones = await zonesOfCases(read);
  return {
    position: read.position(READS),
    days: new Map(zones.map((zone) => [zone, dateValue(localDate(now, zone))])),
  };
}

/**
 * At most `limit`, oldest first. A promise that ended before it turned out needs no notice.
 * @param now of `noticedNow`: the zones are read once a round
 * @param noticed what has changed since is looked at, and not every promise that was ever made
 */
export async function turnedPromises(
  read: ReadSide,
  now: Noticed,
  limit: number,
  noticed?: Noticed,
): Promise<TurnedPromise[]> {
  const turned: TurnedPromise[] = [];
  for (const [zone, day] of now.days) {
    const { rows } = await turnedIn(read, { zone, day, limit: limit - turned.length }, noticed);
    turned.push(...rows.map((row) => ({ ...row, since: dateText(row.since), today: dateText(day) })));
    if (turned.length >= limit) break;
  }
  return turned;
}

function turnedIn(
  read: ReadSide,
  { zone, day, limit }: { readonly zone: string; readonly day: number; readonly limit: number },
  noticed: Noticed | undefined,
) {
  const outcomes = read.table(PROMISE_OUTCOMES, 'promises');
  const since = noticed?.days.get(zone) ?? 0;
  // A clock that was put back: nothing is known of that day.
  const isKnown = noticed !== undefined && since > 0 && since <= day;
  // Not UNION: SQLite would read all rows in the order of their key, to merge them.
  const changed = sql`SELECT DISTINCT case_key, promise FROM (
    SELECT case_key, promise FROM ${outcomes} WHERE k_from > ${noticed?.position ?? 0}
    UNION ALL SELECT case_key, promise FROM ${outcomes} WHERE v_from > ${since} AND v_from <= ${day}) e`;
  // CROSS JOIN: the few that have changed come first, whatever SQLite thinks of the order that is asked for.
  const from = isKnown
    ? sql`(${changed}) d CROSS JOIN ${outcomes} o CROSS JOIN ${read.table(PROMISES, 'promises')} p`
    : sql`${outcomes} o CROSS JOIN ${read.table(PROMISES, 'promises')} p`;
  const same = isKnown ? sql`o.case_key = d.case_key AND o.promise = d.promise` : sql`TRUE`;
  return read.snapshot((db) =>
    sql<Row>`
      SELECT c.id AS "case", p.promise, o.outcome, o.on_time AS "onTime", o.paid, o.ratio_bps AS "ratioBps",
        p.notice_ordinal AS notices, o.v_from AS since
      FROM ${from} CROSS JOIN ${read.table(CASES, 'cases')} c
      WHERE ${same} AND p.case_key = o.case_key AND p.promise = o.promise AND c.case_key = p.case_key
        AND c.zone = ${zone} AND o.k_to IS NULL AND o.v_from <= ${day} AND (o.v_to IS NULL OR o.v_to > ${day})
        AND o.outcome <> COALESCE(p.notice, 'OPEN')
        AND (p.notice IS NOT NULL OR o.outcome NOT IN ('CANCELLED', 'RENEGOTIATED'))
      ORDER BY p.position LIMIT ${limit}`.execute(db),
  );
}
