/** Moments of repayment plans and settlements. Whether one was kept nobody types: it follows from the payments. */
import { addDays } from '../../../../ledger/dates.js';
import { flowsOf } from '../../../../ledger/payment/index.js';
import { evaluatePlan, inForce, type PlanKind } from '../../../../ledger/plan/index.js';
import type { Diary } from '../diary.js';
import type { Beat } from '../story.js';
import { exactly, type Sum } from './amounts.js';
import { pay } from './money.js';

/** Days from a talk to the first instalment. */
const FIRST_DUE_DAYS = 30;

interface Offer {
  readonly kind?: PlanKind;
  readonly breakRule?: string;
}

/** So many equal monthly instalments. */
export const propose =
  (sum: Sum, count: number, { kind, breakRule }: Offer = {}): Beat =>
  (diary) => {
    const firstDue = addDays(diary.day, FIRST_DUE_DAYS);
    diary.tell({ type: 'ProposePlan', total: sum(diary), count, firstDue, kind, breakRule, graceDays: 5 });
  };

/** The debtor would rather pay over another time. */
export const counter =
  (sum: Sum, count: number): Beat =>
  (diary) => {
    const firstDue = addDays(diary.day, FIRST_DUE_DAYS);
    diary.tell({ type: 'CounterOfferPlan', plan: diary.last('plan'), total: sum(diary), count, firstDue });
  };

export const testPlan =
  (disposable: Sum): Beat =>
  (diary) => {
    const assessment = `AFF-${diary.dice.digits(6)}`;
    diary.tell({
      type: 'TestPlanAffordability',
      plan: diary.last('plan'),
      disposable: disposable(diary),
      assessment,
      rule: 'half-disposable@1',
    });
  };

type Form = 'WRITTEN' | 'ORAL';

/** An oral agreement was recorded. */
function agreed(form: Form, diary: Diary): { readonly form: Form; readonly recordingRef?: string } {
  return form === 'ORAL' ? { form, recordingRef: `REC-${diary.dice.digits(8)}` } : { form };
}

/** Both sides agree, and the plan begins. */
export const agree =
  (form: Form): Beat =>
  (diary) => {
    const plan = diary.last('plan');
    diary.tell({ type: 'AgreePlan', plan, ...agreed(form, diary) });
    diary.tell({ type: 'ActivatePlan', plan });
  };

/** The instalment that asks for money next. */
function nextOf(diary: Diary) {
  const record = diary.state.plans.get(diary.last('plan').idOf);
  const version = record && inForce(record);
  return version && evaluatePlan(version, flowsOf(diary.state.account, new Set(version.terms.debts)), diary.day).next;
}

/** Pays the next instalment, so many days after it is due: money moves on Sundays too. */
export const instalment =
  (days = 0): Beat =>
  (diary) => {
    const next = nextOf(diary);
    if (!next) return;
    diary.moveTo(addDays(next.dueDate, days));
    pay(exactly(next.amount))(diary);
  };

/** The next instalment, and all after it, may come so many days later. */
export const defer =
  (days: number, reason: string, authority: string): Beat =>
  (diary) => {
    const next = nextOf(diary);
    if (!next) return;
    const until = addDays(next.dueDate, days);
    diary.tell({ type: 'GrantDeferral', plan: diary.last('plan'), instalment: next.no, until, reason, authority });
  };

export const restructure =
  (sum: Sum, count: number, form: Form, reason: string): Beat =>
  (diary) => {
    const [plan, firstDue] = [diary.last('plan'), addDays(diary.day, FIRST_DUE_DAYS)];
    diary.tell({ type: 'RestructurePlan', plan, total: sum(diary), count, firstDue, ...agreed(form, diary), reason });
  };

export const cancelPlan =
  (by: 'DEBTOR' | 'FIRM', reason: string): Beat =>
  (diary) => {
    diary.tell({ type: 'CancelPlan', plan: diary.last('plan'), by, reason });
  };

/** A sum that settles the whole, open for so many days. */
export const offer =
  (sum: Sum, days: number, authority: string): Beat =>
  (diary) => {
    const expires = addDays(diary.day, days);
    const payBy = addDays(expires, 14);
    diary.tell({ type: 'OfferSettlement', amount: sum(diary), expires, payBy, authority });
  };

export const accept =
  (form: Form): Beat =>
  (diary) => {
    diary.tell({ type: 'AcceptSettlement', settlement: diary.last('settlement'), ...agreed(form, diary) });
  };

/** What the last settlement takes. */
export const offered: Sum = (diary) => diary.state.settlements.get(diary.last('settlement').idOf)?.terms.amount ?? 0;

export const complete =
  (authority: string): Beat =>
  (diary) => {
    diary.tell({ type: 'CompleteSettlement', settlement: diary.last('settlement'), authority });
  };
