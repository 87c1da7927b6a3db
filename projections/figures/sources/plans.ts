/**
 * Repayment plans, by account, as the rows of `plans` have them at (V, P). Versions that others took the place of count for as
 * long as they were in force: a restructuring wipes nothing out.
 */
import { sql, type RawBuilder } from 'kysely';
import { PLAN_INSTALMENTS, PLAN_STATES } from '../../plans/plans.tables.js';
import { heldThen } from '../../read/list-then.js';
import type { ReadSide } from '../../read/read-side.js';
import { dateValue } from '../../tables/table.js';
import { daysOf, type FigureScope } from '../scope.js';
import type { Source } from './source.js';

/** Instalments that have fallen due by the end of the period, and how they stand then. */
function due(read: ReadSide, scope: FigureScope, columns: string, condition: string): RawBuilder<unknown> {
  const { first, last: day } = daysOf(scope);
  const { position } = scope;
  return sql`
    SELECT ${sql.raw(columns)}, CASE WHEN i.due >= ${first} THEN 1 ELSE 0 END AS in_period
    FROM ${read.table(PLAN_INSTALMENTS, 'plans')} i
    WHERE i.is_due = 1 AND ${heldThen('i', { day, position })} AND ${sql.raw(condition)}`;
}

/** The facts by which these instalments were first known: the activation of their version. */
const scheduled = (condition: string) => (read: ReadSide, scope: FigureScope) => sql`
  SELECT k.case_key, MIN(k.k_from) AS position
  FROM (${due(read, scope, 'i.case_key, i.plan, i.version, i.no', 'TRUE')}) t
  JOIN ${read.table(PLAN_INSTALMENTS, 'plans')} k
    ON k.case_key = t.case_key AND k.plan = t.plan AND k.version = t.version AND k.no = t.no
  WHERE ${sql.raw(condition)} GROUP BY k.case_key, k.plan, k.version, k.no`;

/** `due` in the period and `kept`: paid in full by due day and grace. */
export const instalmentsDue: Source = {
  reads: ['plans'],
  rows: (read, scope) => sql`
    SELECT case_key, SUM(in_period) AS due, SUM(CASE WHEN outcome = 'PAID' THEN in_period ELSE 0 END) AS kept
    FROM (${due(read, scope, 'i.case_key, i.outcome', 'TRUE')}) t GROUP BY case_key`,
  events: {
    due: scheduled('t.in_period = 1'),
    kept: (read, scope) =>
      sql`SELECT case_key, position FROM (${due(
        read,
        scope,
        'i.case_key, i.k_from AS position',
        "i.outcome = 'PAID'",
      )}) t WHERE in_period = 1`,
  },
};

/** What was `scheduled` to date, and `paid` of it at most: version by version, so that none makes up for another. */
export const schedules: Source = {
  reads: ['plans'],
  rows(read, scope) {
    const { last: day } = daysOf(scope);
    const { position } = scope;
    return sql`
      SELECT case_key, SUM(scheduled) AS scheduled,
        SUM(CASE WHEN paid < scheduled THEN paid ELSE scheduled END) AS paid
      FROM (
        SELECT i.case_key, i.plan, i.version, SUM(i.is_due * i.amount) AS scheduled, SUM(i.paid) AS paid
        FROM ${read.table(PLAN_INSTALMENTS, 'plans')} i WHERE ${heldThen('i', { day, position })}
        GROUP BY i.case_key, i.plan, i.version
      ) v GROUP BY case_key`;
  },
  events: {
    scheduled: scheduled('TRUE'),
    /** Every fact that has put money on an instalment by then, as far as none recorded later took it off. */
    paid: (read, scope) => {
      const { last } = daysOf(scope);
      const { position } = scope;
      return sql`
        SELECT i.case_key, i.k_from AS position FROM ${read.table(PLAN_INSTALMENTS, 'plans')} i
        WHERE i.paid > 0 AND i.v_from <= ${last} AND i.k_from <= ${position}
          AND (i.k_to IS NULL OR i.k_to > ${position})`;
    },
  },
};

/** Day of the month of a date written as yyyymmdd, and the last day of its month. */
const DAY = 'l.until % 100';
const MONTH_END = `CASE l.until / 100 % 100 WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 WHEN 2 THEN
  CASE WHEN l.until / 10000 % 4 = 0 AND (l.until / 10000 % 100 <> 0 OR l.until / 10000 % 400 = 0) THEN 29 ELSE 28 END
  ELSE 31 END`;
/** Full months under observation; the last day of a shorter month completes one. */
const MONTHS = `CASE WHEN l.until <= l.activated THEN 0 ELSE
  (l.until / 10000 - l.activated / 10000) * 12 + (l.until / 100 % 100 - l.activated / 100 % 100)
  - CASE WHEN ${DAY} < l.activated % 100 AND ${DAY} < ${MONTH_END} THEN 1 ELSE 0 END END`;

/** Plans first activated in the period, each with its time until it broke, left or is seen last. */
function lives(read: ReadSide, scope: FigureScope): RawBuilder<unknown> {
  const { first, last } = daysOf(scope);
  const [day, { position }] = [dateValue(scope.through), scope];
  return sql`
    SELECT h.case_key, h.plan, h.k_from, h.activated, CASE WHEN h.broke IS NULL THEN 0 ELSE 1 END AS broken,
      CASE WHEN h.broke IS NOT NULL THEN h.broke
        WHEN h.state IN ('COMPLETED', 'CANCELLED') THEN h.since ELSE ${day} END AS until
    FROM ${read.table(PLAN_STATES, 'plans')} h
    WHERE h.in_force = 1 AND h.activated BETWEEN ${first} AND ${last} AND ${heldThen('h', { day, position })}`;
}

/**
 * One row a plan: `month` is the last full month since activation in which it was under observation, and `survived` the last
 * that it came through unbroken; -1 where it broke in the first.
 */
export const planLives: Source = {
  reads: ['plans'],
  many: true,
  rows: (read, scope) => sql`
    SELECT case_key, ${sql.raw(MONTHS)} AS month, ${sql.raw(MONTHS)} - broken AS survived
    FROM (${lives(read, scope)}) l`,
  events: {
    activated: (read, scope) => sql`
      SELECT s.case_key, MIN(s.k_from) AS position FROM (${lives(read, scope)}) l
      JOIN ${read.table(PLAN_STATES, 'plans')} s ON s.case_key = l.case_key AND s.plan = l.plan
      WHERE s.activated IS NOT NULL GROUP BY s.case_key, s.plan`,
    /** What made each plan what it is. */
    state: (read, scope) => sql`SELECT case_key, k_from AS position FROM (${lives(read, scope)}) l`,
  },
};
