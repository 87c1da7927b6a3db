/**
 * How far past due each debt of a case is, on any day, from its facts as known (domain/model.md 4.8, law 4). What is paid
 * covers charges first in, first out by due date; what has no due date is covered before, as fees and costs are in the
 * waterfalls. A deferral of a debt moves its due dates from its effective day on. A source's own statement counts only where no charge has a due date.
 */
import type { CaseStreamFact } from '../case-state.js';
import { isComponent } from '../components.js';
import { addDays, daysBetween, type CivilDate } from '../dates.js';
import { DebtFile, type DebtState, type DebtStep, type Report } from './debt-file.calc.js';
import { deferredDebts, type DebtDeferral } from './deferral.calc.js';
import { insertBy } from './sorted.js';
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
        file.book({ eff, owed, principal, chargedOff });
        if (due !== undefined) file.charge({ eff, due, late: addDays(due, 1), amount });
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
