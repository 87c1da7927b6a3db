/**
 * One debt as its money and its source's statements come in: what is owed and overdue on each day. What is paid covers charges
 * first in, first out by due date; a deferral moves due dates from its effective day on.
 */
import { addDays, type CivilDate } from '../dates.js';
import type { DebtDeferral } from './deferral.calc.js';
import { insertBy, placeBehind } from './sorted.js';
import { UnpaidCharges, type Dated } from './unpaid.calc.js';

/** What a source stated about a debt. */
export interface Report {
  readonly event: string;
  readonly asOf: CivilDate;
  readonly months?: number;
  readonly days?: number;
}

/** A debt on a day. Amounts are minor units. */
export interface DebtState {
  /** Of all components; negative never, unless an adjustment went below what was owed. */
  readonly owing: number;
  readonly principal: number;
  /** The part of `owing` whose due date has passed. */
  readonly overdue: number;
  /** Due date of the oldest charge that is not paid in full, deferrals granted by the day included; it may lie ahead. */
  readonly oldestDue?: CivilDate;
  /** Carrying amount moved to loss so far. */
  readonly chargedOff: number;
  /** The source's last statement. */
  readonly report?: Report;
}

/** A state with the days on which it holds: `from` to the day before `to`. */
export interface DebtStep {
  readonly from: CivilDate;
  readonly to?: CivilDate;
  readonly state: DebtState;
}

/** What a day brings, minor units. */
export interface Line {
  readonly eff: CivilDate;
  readonly owed: number;
  readonly principal: number;
  readonly chargedOff: number;
}

/** A debt's money and statements, sorted, as they come in. */
export class DebtFile {
  /** What is booked, by day, a line for each: a long history in no order books the same days again and again. */
  readonly lines: Line[] = [];
  /** Charges with a due date, by due date. */
  private readonly dated: Dated[] = [];
  private readonly datedByEff: Dated[] = [];
  readonly reports: Report[] = [];
  readonly deferrals: DebtDeferral[] = [];

  book(line: Line): void {
    const { lines } = this;
    const behind = placeBehind(lines, line.eff, ({ eff }) => eff);
    const same = lines[behind - 1];
    if (same?.eff !== line.eff) lines.splice(behind, 0, line);
    else {
      const { eff, owed, principal, chargedOff } = line;
      lines[behind - 1] = {
        eff,
        owed: same.owed + owed,
        principal: same.principal + principal,
        chargedOff: same.chargedOff + chargedOff,
      };
    }
  }

  charge(charge: Dated): void {
    insertBy(this.dated, charge, ({ due }) => due);
    insertBy(this.datedByEff, charge, ({ eff }) => eff);
  }

  /** The states from a day on, in order; the first begins on that day, or with the debt's first fact. */
  stepsFrom(from: CivilDate): DebtStep[] {
    const steps: DebtStep[] = [];
    const sums = { owed: 0, principal: 0, chargedOff: 0 };
    let next = 0;
    const unpaid = new UnpaidCharges(this.dated, this.datedByEff, this.deferrals, from);
    for (const day of this.turningPoints(from)) {
      for (let line = this.lines[next]; line && line.eff <= day; line = this.lines[++next]) {
        sums.owed += line.owed;
        sums.principal += line.principal;
        sums.chargedOff += line.chargedOff;
      }
      const { owed: owing, principal, chargedOff } = sums;
      const { overdue, oldestDue } = unpaid.on(day, owing);
      const report = this.reports.findLast(({ asOf }) => asOf <= day);
      const state = { owing, principal, overdue, oldestDue, chargedOff, report };
      const last = steps[steps.length - 1];
      if (last && sameState(last.state, state)) continue;
      if (last) steps[steps.length - 1] = { ...last, to: day };
      steps.push({ from: day, state });
    }
    return steps;
  }

  /** The days from `from` on, in order, on which a state may begin. */
  private turningPoints(from: CivilDate): CivilDate[] {
    const days: CivilDate[] = [];
    const first = this.lines[0]?.eff ?? this.reports[0]?.asOf;
    if (first !== undefined && first <= from) days.push(from);
    for (let n = this.lines.length - 1; n >= 0; n--) {
      const { eff } = this.lines[n] as Line;
      if (eff < from) break;
      days.push(eff);
    }
    for (const { asOf } of this.reports) if (asOf >= from) days.push(asOf);
    for (const { late } of this.dated) if (late >= from) days.push(late);
    for (const { eff, until } of this.deferrals) {
      const turns = [eff, addDays(until, 1)];
      days.push(...turns.filter((day) => day >= from && first !== undefined && day >= first));
    }
    if (days.length < 2) return days;
    days.sort();
    return days.filter((day, n) => n === 0 || day !== days[n - 1]);
  }
}

/** Two states that nobody can tell apart are one step. */
export function sameState(a: DebtState, b: DebtState): boolean {
  return (
    a.owing === b.owing &&
    a.principal === b.principal &&
    a.overdue === b.overdue &&
    a.oldestDue === b.oldestDue &&
    a.chargedOff === b.chargedOff &&
    a.report?.event === b.report?.event
  );
}
