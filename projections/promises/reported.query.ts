/**
 * What was reported of promises when their windows ended: the outcome on the day after, by the facts known at 24:00 of
 * the last day. Nothing recorded later changes it; beside it stands what is known now.
 */
import { sql } from 'kysely';
import { addDays, endOfDay } from '../../src/ledger/dates.js';
import { CLOCK } from '../projector/clock.projection.js';
import type { ReadSide } from '../read/read-side.js';
import { countsAs } from '../holds/party-exclusion.sql.js';
import { heldThen } from '../read/list-then.js';
import type { Queries } from '../tables/read-db.js';
import { dateText, dateValue } from '../tables/table.js';
import { PROMISES, PROMISE_OUTCOMES } from './promises.tables.js';

export interface ReportedOutcome {
  readonly outcome: string;
  readonly paid: number;
  readonly countsAs: string;
  /** V: the day after the window. K is the end of its last day. */
  readonly asOf: string;
}

interface Promised {
  readonly promise: string;
  readonly caseKey: number;
  readonly windowEnd: number;
  readonly zone: string;
  /** V in that zone. */
  readonly day: number;
}

/**
 * By promise; those whose window had not ended by V, and those not known yet when it did, are left out.
 * @param until K of the whole answer, as a position.
 */
export async function reportedOutcomes(
  read: ReadSide,
  promises: readonly Promised[],
  until: number,
): Promise<ReadonlyMap<string, ReportedOutcome>> {
  const ended = promises.filter(({ windowEnd, day }) => windowEnd < day);
  return read.snapshot(async (db) => {
    const positions = new Map<string, number>();
    const reported = new Map<string, ReportedOutcome>();
    for (const { promise, caseKey, windowEnd, zone } of ended) {
      const key = `${windowEnd} ${zone}`;
      const last = dateText(windowEnd);
      const position = positions.get(key) ?? (await positionAt(read, db, endOfDay(last, zone) - 1));
      positions.set(key, position);
      const asOf = addDays(last, 1);
      // K never lies beyond the K of the whole answer.
      const then = { day: dateValue(asOf), position: Math.min(position, until) };
      const { rows } = await sql<Omit<ReportedOutcome, 'asOf'>>`
        SELECT o.outcome, o.paid, ${countsAs(read, then, { promise: 'p', outcome: 'o' })} AS "countsAs"
        FROM ${read.table(PROMISE_OUTCOMES, 'promises')} o
        JOIN ${read.table(PROMISES, 'promises')} p ON p.case_key = o.case_key AND p.promise = o.promise
        WHERE o.case_key = ${caseKey} AND o.promise = ${promise} AND ${heldThen('o', then)}`.execute(db);
      if (rows[0]) reported.set(promise, { ...rows[0], asOf });
    }
    return reported;
  });
}

/** The last position known at an instant. */
async function positionAt(read: ReadSide, db: Queries, millis: number): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    SELECT position FROM ${read.table(CLOCK, 'clock')} WHERE millis <= ${millis} ORDER BY millis DESC LIMIT 1`.execute(
    db,
  );
  return rows[0]?.position ?? 0;
}
