/**
 * How far past due each debt of a case is, on any day, from its facts as known (domain/model.md 4.8, law 4). What is paid
 * covers charges first in, first out by due date; what has no due date is covered before, as fees and costs are in the
 * waterfalls. A deferral of a debt moves its due dates from its effective day on. A source's own statement counts only where no charge has a due date.
 */
import type { CaseStreamFact } from '../case-state.js';
import { isComponent } from '../components.js';
import { addDays, daysBetween, type CivilDate } from '../dates.js';
import { deferredDebts, dueOn, type DebtDeferral } from './deferral.calc.js';
import { JOURNAL_FACTS, journalOf } from '../payment/journal.calc.js';

/** Booked, but on no debt: they count, or bring money that its allocation puts on debts. */
const ON_NO_DEBT: ReadonlySet<CaseStreamFact['type']> = new Set([
  'PaymentReceived', 'RefundPaid', 'ContactAttempted', 'MessageSent', 'MessageReceived', 'NoticeIssued',
  'VisitConducted', 'DisputeRaised', 'ComplaintReceived', 'AccountPlaced',
]); // prettier-ignore
const MONEY_FACTS: ReadonlySet<CaseStreamFact['type']> = new Set(JOURNAL_FACTS.filter((type) => !ON_NO_DEBT.has(type)));

const OTHER_FACTS: ReadonlySet<CaseStreamFact['type']> = new Set([
  'DelinquencyReported',
  'DeferralGranted',
  'RecordCorrected',
]);

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

interface Line {
  readonly eff: CivilDate;
  readonly owed: number;
  readonly principal: number;
  readonly chargedOff: number;
}

interface Dated {
  readonly eff: CivilDate;
  readonly due: CivilDate;
  /** The first day on which it is past due. */
  readonly late: CivilDate;
  readonly amount: number;
}

/** A debt's money and statements, sorted, as they come in. */
class DebtFile {
  readonly lines: Line[] = [];
  /** Charges with a due date, by due date. */
  readonly dated: Dated[] = [];
  readonly reports: Report[] = [];
  readonly deferrals: DebtDeferral[] = [];

  /** The states from a day on, in order; the first begins on that day, or with the debt's first fact. */
  stepsFrom(from: CivilDate): DebtStep[] {
    const steps: DebtStep[] = [];
    const sums = { owed: 0, principal: 0, chargedOff: 0 };
    let next = 0;
    for (const day of this.turningPoints(from)) {
      for (let line = this.lines[next]; line && line.eff <= day; line = this.lines[++next]) {
        sums.owed += line.owed;
        sums.principal += line.principal;
        sums.chargedOff += line.chargedOff;
      }
      const state = this.stateOf(day, sums);
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

  private stateOf(day: CivilDate, { owed, principal, chargedOff }: Omit<Line, 'eff'>): DebtState {
    let rest = owed;
    let overdue = 0;
    let oldestDue: CivilDate | undefined;
    for (let n = this.dated.length - 1; n >= 0 && rest > 0; n--) {
      const { eff, due, amount } = this.dated[n] as Dated;
      if (eff > day) continue;
      const dueNow = dueOn(due, this.deferrals, day);
      const unpaid = Math.min(amount, rest);
      rest -= unpaid;
      oldestDue = dueNow;
      if (dueNow < day) overdue += unpaid;
    }
    const report = this.reports.findLast(({ asOf }) => asOf <= day);
    return { owing: owed, principal, overdue, oldestDue, chargedOff, report };
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

/** Puts an item behind all whose key is the same or smaller. */
function insertBy<T>(items: T[], item: T, key: (item: T) => string): void {
  let at = items.length;
  while (at > 0 && key(items[at - 1] as T) > key(item)) at -= 1;
  items.splice(at, 0, item);
}

/** The delinquency of a case as its facts come in. */
export class DelinquencyBook {
  private readonly files = new Map<string, DebtFile>();

  /** @param facts of one case in store order, cut at K. */
  constructor(facts: readonly CaseStreamFact[] = []) {
    for (const fact of facts) this.add(fact);
  }

  /** Takes one fact in; gives the debts that it touches, each with the first day that may look otherwise now. */
  add(fact: CaseStreamFact): ReadonlyMap<string, CivilDate> {
    const touched = new Map<string, CivilDate>();
    const touch = (debt: string, day: CivilDate): DebtFile => {
      const known = touched.get(debt);
      if (known === undefined || day < known) touched.set(debt, day);
      const file = this.files.get(debt) ?? new DebtFile();
      this.files.set(debt, file);
      return file;
    };
    if (fact.type === 'DelinquencyReported') {
      const { debt, asOf, monthsPastDue: months, daysPastDue: days } = fact.data;
      insertBy(touch(debt, asOf).reports, { event: fact.id, asOf, months, days }, (report) => report.asOf);
    } else if (fact.type === 'DeferralGranted') {
      const { debts, by } = deferredDebts(fact);
      for (const debt of debts) touch(debt, by.eff).deferrals.push(by);
    } else if (fact.type === 'RecordCorrected') {
      this.withdraw(fact.ref, touch);
    } else {
      for (const { debit, credit, amount, eff, debt, due } of journalOf(fact)) {
        if (debt === undefined) continue;
        const component = isComponent(debit) ? debit : isComponent(credit) ? credit : undefined;
        const owed = component === undefined ? 0 : isComponent(debit) ? amount : -amount;
        const principal = component === 'principal' ? owed : 0;
        const chargedOff = debit === 'charge-offs' ? amount : 0;
        const file = touch(debt, eff);
        insertBy(file.lines, { eff, owed, principal, chargedOff }, (line) => line.eff);
        if (due !== undefined)
          insertBy(file.dated, { eff, due, late: addDays(due, 1), amount }, (charge) => charge.due);
      }
    }
    return touched;
  }

  /** The source has changed or withdrawn a statement, or a deferral. */
  private withdraw(event: string | undefined, touch: (debt: string, day: CivilDate) => DebtFile): void {
    for (const [debt, { reports, deferrals }] of this.files) {
      const granted = deferrals.findIndex((deferral) => deferral.event === event);
      if (granted >= 0) touch(debt, (deferrals[granted] as DebtDeferral).eff).deferrals.splice(granted, 1);
      const at = reports.findIndex((report) => report.event === event);
      if (at >= 0) touch(debt, (reports[at] as Report).asOf).reports.splice(at, 1);
    }
  }

  get debts(): readonly string[] {
    return [...this.files.keys()];
  }

  stepsFrom(debt: string, from: CivilDate): DebtStep[] {
    return this.files.get(debt)?.stepsFrom(from) ?? [];
  }

  /** Each debt on a day, the whole of it. */
  at(asOf: CivilDate): ReadonlyMap<string, DebtState> {
    const states = new Map<string, DebtState>();
    for (const [debt, file] of this.files) {
      const state = file.stepsFrom(asOf).find(({ from }) => from === asOf)?.state;
      if (state) states.set(debt, state);
    }
    return states;
  }
}

/** What it is known from that a debt is past due, or not. */
export type DelinquencyBasis = 'settled' | 'contractual' | 'reported' | 'unknown';

/** How far past due a debt is on a day, and what says so. */
export interface HowFar {
  readonly basis: DelinquencyBasis;
  readonly days?: number;
  readonly months?: number;
}

export function howFar({ owing, oldestDue, report }: DebtState, asOf: CivilDate): HowFar {
  if (owing <= 0) return { basis: 'settled', days: 0 };
  if (oldestDue !== undefined) return { basis: 'contractual', days: Math.max(daysBetween(oldestDue, asOf), 0) };
  if (report === undefined) return { basis: 'unknown' };
  return { basis: 'reported', days: report.days, months: report.months };
}

/** Whether a fact may say something about delinquency. */
export function touchesDelinquency(type: CaseStreamFact['type']): boolean {
  return OTHER_FACTS.has(type) || MONEY_FACTS.has(type);
}
