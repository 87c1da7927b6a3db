/** Which plans and settlements have turned out otherwise than their last notices say? What the reactor asks. */
import { sql } from 'kysely';
import { localDate, type Millis } from '../../src/ledger/dates.js';
import { CASES } from '../cases/cases.tables.js';
import type { ReadSide } from '../read/read-side.js';
import { zonesOfCases } from '../read/zones.js';
import { SETTLEMENT_STAGES, SETTLEMENTS } from '../settlements/settlements.tables.js';
import { dateValue } from '../tables/table.js';
import { PLAN_INSTALMENTS, PLAN_NOTICES, PLAN_STATES, PLANS } from './plans.tables.js';

export interface Turned {
  readonly case: string;
  readonly id: string;
  /** Notices recorded so far. */
  readonly notices: number;
  /** Today in the case's zone. */
  readonly today: string;
}

/** The row that holds on a day, by all that is known. */
const holds = (alias: string, day: number) =>
  sql.raw(`${alias}.k_to IS NULL AND ${alias}.v_from <= ${day} AND (${alias}.v_to IS NULL OR ${alias}.v_to > ${day})`);

/** Only what is final for a plan gets a notice of its own; instalments tell the rest. */
const final = (column: string) =>
  sql.raw(`CASE WHEN ${column} IN ('BROKEN', 'COMPLETED') THEN ${column} ELSE 'OPEN' END`);

async function perZone(
  read: ReadSide,
  now: Millis,
  limit: number,
  find: (zone: string, day: number, rest: number) => ReturnType<typeof sql<Omit<Turned, 'today'>>>,
): Promise<Turned[]> {
  const turned: Turned[] = [];
  for (const zone of await zonesOfCases(read)) {
    const today = localDate(now, zone);
    const { rows } = await read.snapshot((db) => find(zone, dateValue(today), limit - turned.length).execute(db));
    turned.push(...rows.map((row) => ({ ...row, today })));
    if (turned.length >= limit) break;
  }
  return turned;
}

/** At most `limit` plans, oldest first. */
export function turnedPlans(read: ReadSide, now: Millis, limit: number): Promise<Turned[]> {
  const [plans, states] = [read.table(PLANS, 'plans'), read.table(PLAN_STATES, 'plans')];
  const [instalments, notices] = [read.table(PLAN_INSTALMENTS, 'plans'), read.table(PLAN_NOTICES, 'plans')];
  return perZone(
    read,
    now,
    limit,
    (zone, day, rest) => sql<Omit<Turned, 'today'>>`
      SELECT c.id AS "case", p.plan AS id, p.notices
      FROM ${plans} p JOIN ${read.table(CASES, 'cases')} c ON c.case_key = p.case_key
      WHERE c.zone = ${zone} AND (
        EXISTS (SELECT 1 FROM ${instalments} i
          LEFT JOIN ${notices} n ON n.case_key = i.case_key AND n.plan = i.plan AND n.version = i.version AND n.no = i.no
          WHERE i.case_key = p.case_key AND i.plan = p.plan AND ${holds('i', day)}
            AND i.outcome <> COALESCE(n.outcome, 'FUTURE'))
        OR EXISTS (SELECT 1 FROM ${states} s
          LEFT JOIN ${notices} n ON n.case_key = s.case_key AND n.plan = s.plan AND n.version = s.version AND n.no = 0
          WHERE s.case_key = p.case_key AND s.plan = p.plan AND ${holds('s', day)}
            AND (${final('s.state')} <> ${final('n.outcome')}
              OR (${final('s.state')} <> 'OPEN' AND s.since <> n.since))))
      ORDER BY p.position LIMIT ${rest}`,
  );
}

/** At most `limit` settlements, oldest first: lapsed without a notice, or lapsed no longer. */
export function turnedSettlements(read: ReadSide, now: Millis, limit: number): Promise<Turned[]> {
  const [settlements, stages] = [read.table(SETTLEMENTS, 'plans'), read.table(SETTLEMENT_STAGES, 'plans')];
  return perZone(
    read,
    now,
    limit,
    (zone, day, rest) => sql<Omit<Turned, 'today'>>`
      SELECT c.id AS "case", t.settlement AS id, t.notice_ordinal AS notices
      FROM ${settlements} t JOIN ${read.table(CASES, 'cases')} c ON c.case_key = t.case_key
      JOIN ${stages} s ON s.case_key = t.case_key AND s.settlement = t.settlement
      WHERE c.zone = ${zone} AND ${holds('s', day)}
        AND (s.stage = 'LAPSED') <> (COALESCE(t.notice, '') = 'LAPSED')
      ORDER BY t.position LIMIT ${rest}`,
  );
}
