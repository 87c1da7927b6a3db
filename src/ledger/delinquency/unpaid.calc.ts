/**
 * The charges of a debt as the days go by: which of them are unpaid, where what is paid covers the earliest due first. Most
 * days change little, and a history of thousands of charges is walked day by day for each fact that reaches far back.
 */
import type { CivilDate } from '../dates.js';
import { dueOn, type DebtDeferral } from './deferral.calc.js';
import { placeBehind } from './sorted.js';

/** A charge with a due date. */
export interface Dated {
  readonly eff: CivilDate;
  readonly due: CivilDate;
  /** The first day on which it is past due. */
  readonly late: CivilDate;
  readonly amount: number;
}

export interface UnpaidDues {
  /** Minor units whose due date has passed. */
  readonly overdue: number;
  readonly oldestDue?: CivilDate;
}

export class UnpaidCharges {
  /** Effective by the day, by due date. */
  private readonly charges: Dated[];
  private coming: number;
  private total = 0;
  /** How many of them, and how much, is past due. */
  private lateCount = 0;
  private late = 0;

  /**
   * @param byDue all charges, by due date
   * @param byEff the same, by effective date
   * @param day the first that is asked for
   */
  constructor(
    byDue: readonly Dated[],
    private readonly byEff: readonly Dated[],
    private readonly deferrals: readonly DebtDeferral[],
    day: CivilDate,
  ) {
    this.charges = byDue.filter(({ eff }) => eff <= day);
    this.coming = placeBehind(byEff, day, ({ eff }) => eff);
    for (const { amount } of this.charges) this.total += amount;
  }

  /** What is unpaid on a day, not before the last one asked for, where so much is owed. */
  on(day: CivilDate, owed: number): UnpaidDues {
    this.moveTo(day);
    if (owed <= 0 || this.charges.length === 0) return { overdue: 0 };
    if (owed > this.total && this.deferrals.length === 0) {
      return { overdue: this.late, oldestDue: (this.charges[0] as Dated).due };
    }
    let rest = owed;
    let overdue = 0;
    let oldestDue: CivilDate | undefined;
    for (let n = this.charges.length - 1; n >= 0 && rest > 0; n--) {
      const { due, amount } = this.charges[n] as Dated;
      const dueNow = dueOn(due, this.deferrals, day);
      const unpaid = Math.min(amount, rest);
      rest -= unpaid;
      oldestDue = dueNow;
      if (dueNow < day) overdue += unpaid;
    }
    return { overdue, oldestDue };
  }

  private moveTo(day: CivilDate): void {
    for (let charge = this.byEff[this.coming]; charge && charge.eff <= day; charge = this.byEff[++this.coming]) {
      const at = placeBehind(this.charges, charge.due, ({ due }) => due);
      this.charges.splice(at, 0, charge);
      this.total += charge.amount;
      if (at >= this.lateCount) continue;
      this.lateCount += 1;
      this.late += charge.amount;
    }
    for (let charge = this.charges[this.lateCount]; charge && charge.late <= day;) {
      this.late += charge.amount;
      charge = this.charges[++this.lateCount];
    }
  }
}
