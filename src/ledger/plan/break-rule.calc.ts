/**
 * When a plan breaks: named, versioned rules. Company parameters, not law (domain/model.md 4.3, `PlanBroken{rule}`).
 * A plan keeps the rule that it was agreed under.
 */
import { addDays, type CivilDate } from '../dates.js';

export type BreakTest =
  /** So many instalments were not paid in full by the end of their grace, even if they were paid afterwards. */
  | { readonly kind: 'missed'; readonly count: number; readonly consecutive: boolean }
  /** At the end of an instalment's grace so much of the plan's total is overdue, basis points. */
  | { readonly kind: 'arrears'; readonly bps: number }
  /** An instalment is still not paid in full so many days after its grace. */
  | { readonly kind: 'overdue'; readonly days: number };

export type BreakRule = BreakTest & { readonly id: string; readonly version: number; readonly meaning: string };

export const BREAK_RULES: readonly BreakRule[] = [
  { id: 'missed-1', version: 1, kind: 'missed', count: 1, consecutive: false, meaning: 'one instalment missed' },
  { id: 'missed-2', version: 1, kind: 'missed', count: 2, consecutive: false, meaning: 'two instalments missed' },
  { id: 'missed-3', version: 1, kind: 'missed', count: 3, consecutive: false, meaning: 'three instalments missed' },
  {
    id: 'missed-consecutive-2',
    version: 1,
    kind: 'missed',
    count: 2,
    consecutive: true,
    meaning: 'two instalments missed in a row',
  },
  {
    id: 'missed-consecutive-3',
    version: 1,
    kind: 'missed',
    count: 3,
    consecutive: true,
    meaning: 'three instalments missed in a row',
  },
  { id: 'arrears-20-percent', version: 1, kind: 'arrears', bps: 2_000, meaning: 'a fifth of the total overdue' },
  { id: 'overdue-30-days', version: 1, kind: 'overdue', days: 30, meaning: 'an instalment overdue for thirty days' },
  { id: 'overdue-90-days', version: 1, kind: 'overdue', days: 90, meaning: 'an instalment overdue for ninety days' },
];

export const STANDARD_BREAK_RULE = 'missed-2@1';

export function breakRuleName({ id, version }: BreakRule): string {
  return `${id}@${version}`;
}

/** A rule by its `id@version`; undefined where this program has none of that name. */
export function breakRuleNamed(name: string): BreakRule | undefined {
  return BREAK_RULES.find((rule) => breakRuleName(rule) === name);
}

/** An instalment as a rule looks at it. */
export interface Judged {
  readonly amount: number;
  readonly graceEnd: CivilDate;
  /** The day after. */
  readonly lateOn: CivilDate;
  /** The value date of the last missing cent. */
  readonly paidOn?: CivilDate;
}

/** Money by value date, ascending. */
export interface Paid {
  readonly on: CivilDate;
  readonly amount: number;
}

/**
 * The first day, up to and including `day`, on which the rule holds; undefined where it does not.
 * @param judged in order of due date.
 */
export function brokenOn(
  rule: BreakTest,
  judged: readonly Judged[],
  payments: readonly Paid[],
  day: CivilDate,
): CivilDate | undefined {
  switch (rule.kind) {
    case 'missed':
      return missedOn(judged, rule.count, rule.consecutive, day);
    case 'arrears':
      return arrearsOn(judged, payments, rule.bps, day);
    case 'overdue':
      return overdueOn(judged, rule.days, day);
  }
}

function isMissed({ graceEnd, paidOn }: Judged): boolean {
  return paidOn === undefined || paidOn > graceEnd;
}

function missedOn(judged: readonly Judged[], count: number, consecutive: boolean, day: CivilDate) {
  let missed = 0;
  for (const instalment of judged) {
    if (instalment.graceEnd >= day) return undefined;
    if (isMissed(instalment)) missed += 1;
    else if (consecutive) missed = 0;
    if (missed === count) return instalment.lateOn;
  }
  return undefined;
}

function arrearsOn(judged: readonly Judged[], payments: readonly Paid[], bps: number, day: CivilDate) {
  const total = judged.reduce((sum, { amount }) => sum + amount, 0);
  let scheduled = 0;
  let paid = 0;
  let next = 0;
  for (const { amount, graceEnd, lateOn } of judged) {
    if (graceEnd >= day) return undefined;
    scheduled += amount;
    for (let payment = payments[next]; payment && payment.on <= graceEnd; payment = payments[++next])
      paid += payment.amount;
    if (BigInt(scheduled - paid) * 10_000n >= BigInt(total) * BigInt(bps)) return lateOn;
  }
  return undefined;
}

function overdueOn(judged: readonly Judged[], days: number, day: CivilDate) {
  for (const { graceEnd, paidOn } of judged) {
    if (graceEnd >= day) return undefined;
    if (paidOn !== undefined && paidOn <= graceEnd) continue;
    const last = addDays(graceEnd, days);
    if (last < day && (paidOn === undefined || paidOn > last)) return addDays(last, 1);
  }
  return undefined;
}
