/** Which promises have turned out otherwise than their last notice says? What the reactor asks. */
import { sql } from 'kysely';
import { localDate, type Millis } from '../../src/ledger/dates.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
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

/** At most `limit`, oldest first. A promise that ended before it turned out needs no notice. */
export async function turnedPromises(read: ReadSide, now: Millis, limit: number): Promise<TurnedPromise[]> {
  const zones = await read.snapshot((db) =>
    sql<{ zone: string }>`SELECT DISTINCT zone FROM ${read.table(CASES, 'cases')}`.execute(db),
  );
  const turned: TurnedPromise[] = [];
  for (const { zone } of zones.rows) {
    const today = localDate(now, zone);
    const day = dateValue(today);
    const { rows } = await read.snapshot((db) =>
      sql<Row>`
        SELECT c.id AS "case", p.promise, o.outcome, o.on_time AS "onTime", o.paid, o.ratio_bps AS "ratioBps",
          p.notice_ordinal AS notices, o.v_from AS since
        FROM ${read.table(PROMISES, 'promises')} p
        JOIN ${read.table(CASES, 'cases')} c ON c.case_key = p.case_key
        JOIN ${read.table(PROMISE_OUTCOMES, 'promises')} o ON o.case_key = p.case_key AND o.promise = p.promise
        WHERE c.zone = ${zone} AND o.k_to IS NULL AND o.v_from <= ${day} AND (o.v_to IS NULL OR o.v_to > ${day})
          AND o.outcome <> COALESCE(p.notice, 'OPEN')
          AND (p.notice IS NOT NULL OR o.outcome NOT IN ('CANCELLED', 'RENEGOTIATED'))
        ORDER BY p.position LIMIT ${limit - turned.length}`.execute(db),
    );
    turned.push(...rows.map((row) => ({ ...row, since: dateText(row.since), today })));
    if (turned.length >= limit) break;
  }
  return turned;
}
