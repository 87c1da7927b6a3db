/**
 * Payments as agreements count them: what each put on which debt, under either reversal basis, as known. Promises and
 * plans judge by this one reading, so that they never disagree about what was paid (domain/model.md 4.4, 4.7).
 */
import type { CaseStreamFact } from '../case-state.js';
import { isComponent } from '../components.js';
import { isDayOnly, toMillis, type CivilDate, type Moment } from '../dates.js';
import type { Account } from './account.state.js';
import { journalOf } from './journal.calc.js';

const MONEY = new Set<CaseStreamFact['type']>([
  'PaymentReceived',
  'PaymentAllocated',
  'PaymentsReallocated',
  'PaymentReversed',
]);

/** Whether a fact may change what payments put on debts. */
export function touchesPayments(type: CaseStreamFact['type']): boolean {
  return MONEY.has(type);
}

/** Money that a payment put on (or took back from) a debt at a date. */
export interface Use {
  readonly payment: string;
  readonly debt: string;
  /** Minor units; negative: taken back. */
  readonly amount: number;
  readonly eff: CivilDate;
}

/** A payment with its value date. */
export interface Valued {
  readonly id: string;
  readonly valueDate: CivilDate;
  readonly at: Moment;
}

/** What a payment put on some debts, step by step. Its money counts on its value date, whenever it was used. */
export interface Flow extends Valued {
  readonly uses: readonly Pick<Use, 'amount' | 'eff'>[];
}

/** What a payment had put on each debt by a day. */
export interface CountedPayment extends Valued {
  readonly byDebt: ReadonlyMap<string, number>;
}

/** What a flow comes to as of the whole of a day, minor units. */
export function paidBy({ uses }: Flow, asOf: CivilDate): number {
  let sum = 0;
  for (const { amount, eff } of uses) if (eff <= asOf) sum += amount;
  return sum;
}

/** The moment at which an agreement begins or ends. */
export interface Bound {
  readonly on: CivilDate;
  readonly at: Moment;
}

/** On the day of the beginning only what came later counts, and what has no time of day. */
export function comesAfter({ on, at }: Bound, payment: Valued): boolean {
  if (payment.valueDate !== on) return payment.valueDate > on;
  if (isDayOnly(payment.at) || isDayOnly(at)) return true;
  return toMillis(payment.at) > toMillis(at);
}

/** On the day of the end only what came before counts, and what has no time of day. */
export function comesInTime(end: Bound | undefined, payment: Valued): boolean {
  if (!end || payment.valueDate !== end.on) return !end || payment.valueDate < end.on;
  if (isDayOnly(payment.at) || isDayOnly(end.at)) return true;
  return toMillis(payment.at) <= toMillis(end.at);
}

/** The payments of a case, taken apart once and asked for many days. */
export class PaymentUses {
  private readonly payments: readonly Extract<CaseStreamFact, { type: 'PaymentReceived' }>[];
  private readonly uses: readonly Use[];

  /** @param facts of one case in store order, cut at K. */
  constructor(facts: readonly CaseStreamFact[]) {
    this.payments = facts
      .filter((fact) => fact.type === 'PaymentReceived')
      .sort((a, b) => (a.eff < b.eff ? -1 : a.eff > b.eff ? 1 : a.revision - b.revision));
    this.uses = facts.filter(({ type }) => MONEY.has(type)).flatMap(usesOf);
  }

  /** By value date, then store order. */
  at(asOf: CivilDate): CountedPayment[] {
    const used = new Map<string, Map<string, number>>();
    for (const { payment, debt, amount, eff } of this.uses) {
      if (eff > asOf) continue;
      const byDebt = used.get(payment) ?? new Map<string, number>();
      used.set(payment, byDebt.set(debt, (byDebt.get(debt) ?? 0) + amount));
    }
    return this.payments
      .filter(({ eff }) => eff <= asOf)
      .map(({ data, eff, at }) => ({
        id: data.payment,
        valueDate: eff,
        at,
        byDebt: used.get(data.payment) ?? new Map<string, number>(),
      }));
  }

  /** What went to these debts, by value date, then store order; payments that never touched them are left out. */
  onDebts(debts: ReadonlySet<string>): Flow[] {
    const byPayment = groupUses(this.uses, debts);
    return this.payments.flatMap(({ data: { payment }, eff, at }) => {
      const uses = byPayment.get(payment);
      return uses ? [{ id: payment, valueDate: eff, at, uses }] : [];
    });
  }

  /** Days on which what payments put on debts changes. */
  days(): CivilDate[] {
    return [...this.payments.map(({ eff }) => eff), ...this.uses.map(({ eff }) => eff)];
  }
}

function groupUses(uses: Iterable<Use>, debts: ReadonlySet<string>): Map<string, Pick<Use, 'amount' | 'eff'>[]> {
  const byPayment = new Map<string, Pick<Use, 'amount' | 'eff'>[]>();
  for (const { payment, debt, amount, eff } of uses) {
    if (!debts.has(debt)) continue;
    const list = byPayment.get(payment);
    if (list) list.push({ amount, eff });
    else byPayment.set(payment, [{ amount, eff }]);
  }
  return byPayment;
}

/** Days, after a payment's value date, on which its money was used or taken back: the past is read anew from then on. */
export function laterUses(flows: readonly Flow[]): CivilDate[] {
  return flows.flatMap(({ uses, valueDate }) => uses.flatMap(({ eff }) => (eff > valueDate ? [eff] : [])));
}

/** The same flows from a folded account, for deciders: as recorded by now. */
export function flowsOf({ moves, credits }: Account, debts: ReadonlySet<string>): Flow[] {
  const uses = [...moves.values()].map(({ credit, debt, amount, eff }) => ({ payment: credit, debt, amount, eff }));
  const byPayment = groupUses(uses, debts);
  const flows: Flow[] = [];
  for (const { id, kind, eff, at } of credits.values()) {
    const own = byPayment.get(id);
    if (kind === 'payment' && own) flows.push({ id, valueDate: eff, at, uses: own });
  }
  // A stable sort: of one date in store order.
  return flows.sort((a, b) => (a.valueDate < b.valueDate ? -1 : a.valueDate > b.valueDate ? 1 : 0));
}

function usesOf(fact: CaseStreamFact): Use[] {
  return journalOf(fact).flatMap(({ debit, credit, amount, eff, debt, source }) => {
    if (source === undefined || debt === undefined) return [];
    if (debit === 'held' && isComponent(credit)) return [{ payment: source, debt, amount, eff }];
    if (credit === 'held' && isComponent(debit)) return [{ payment: source, debt, amount: -amount, eff }];
    return [];
  });
}
