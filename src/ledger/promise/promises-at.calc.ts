/** The promises of a case as of a day, from its facts as known: written once for queries, read tables and reactors. */
import type { CaseStreamFact } from '../case-state.js';
import { addDays, type CivilDate } from '../dates.js';
import type { DisputeFact } from '../dispute/dispute.events.js';
import { isComponent } from '../components.js';
import { journalOf } from '../payment/journal.calc.js';
import { outcomes, windowEnd, type CountedPayment, type Hold, type PromiseResult } from './promise.calc.js';
import type { PromiseFact } from './promise.events.js';
import { evolvePromises, type PromiseRecord, type Promises } from './promise.state.js';

/** Facts that a promise's outcome rests on. Notices are not among them (law 4). */
const ROOTS = new Set<CaseStreamFact['type']>(['PromiseMade', 'PromiseRenegotiated', 'PromiseCancelled']);
const HOLDS = new Set<CaseStreamFact['type']>(['DisputeRaised', 'CollectionHoldPlaced', 'CollectionHoldReleased']);
const MONEY = new Set<CaseStreamFact['type']>([
  'PaymentReceived',
  'PaymentAllocated',
  'PaymentsReallocated',
  'PaymentReversed',
]);

/** Whether a fact may change what became of a promise. */
export function touchesPromises(type: CaseStreamFact['type']): boolean {
  return ROOTS.has(type) || MONEY.has(type) || HOLDS.has(type);
}

/** Money that a payment put on (or took back from) a debt at a date. */
interface Use {
  readonly payment: string;
  readonly debt: string;
  readonly amount: number;
  readonly eff: CivilDate;
}

export interface PromiseAt extends PromiseResult {
  readonly record: PromiseRecord;
}

/** The promise-relevant facts of a case, taken apart once and asked for many days. */
export class PromiseBook {
  private readonly facts: readonly CaseStreamFact[];
  private readonly payments: readonly Extract<CaseStreamFact, { type: 'PaymentReceived' }>[];
  private readonly uses: readonly Use[];

  /** @param facts of one case in store order, cut at K. */
  constructor(facts: readonly CaseStreamFact[]) {
    this.facts = facts.filter(({ type }) => ROOTS.has(type) || HOLDS.has(type));
    this.payments = facts
      .filter((fact) => fact.type === 'PaymentReceived')
      .sort((a, b) => (a.eff < b.eff ? -1 : a.eff > b.eff ? 1 : a.revision - b.revision));
    this.uses = facts.filter(({ type }) => MONEY.has(type)).flatMap(usesOf);
  }

  /** What became of each promise as of the whole of a day. */
  at(asOf: CivilDate): PromiseAt[] {
    const promises: Promises = new Map();
    for (const fact of this.facts)
      if (ROOTS.has(fact.type) && fact.eff <= asOf) evolvePromises(promises, fact as PromiseFact);
    if (promises.size === 0) return [];
    const results = outcomes(promises.values(), this.paymentsAt(asOf), this.holdsAt(asOf), asOf);
    return results.map((result) => ({ ...result, record: promises.get(result.promise) as PromiseRecord }));
  }

  /** The days on which some outcome may change, sorted. */
  turningPoints(): CivilDate[] {
    const days = new Set<CivilDate>();
    for (const fact of this.facts) days.add(fact.eff);
    for (const payment of this.payments) days.add(payment.eff);
    for (const use of this.uses) days.add(use.eff);
    const all: Promises = new Map();
    for (const fact of this.facts) if (ROOTS.has(fact.type)) evolvePromises(all, fact as PromiseFact);
    for (const promise of all.values()) {
      days.add(addDays(windowEnd(promise), 1));
      if (promise.ended) days.add(addDays(promise.ended.on, 1));
    }
    return [...days].sort();
  }

  private paymentsAt(asOf: CivilDate): CountedPayment[] {
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

  private holdsAt(asOf: CivilDate): Hold[] {
    const raised = new Map<string, Extract<DisputeFact, { type: 'DisputeRaised' }>>();
    const holds = new Map<string, { from: CivilDate; to?: CivilDate; debts?: readonly string[] }>();
    for (const fact of this.facts) {
      if (fact.eff > asOf) continue;
      if (fact.type === 'DisputeRaised') raised.set(fact.data.dispute, fact);
      if (fact.type === 'CollectionHoldPlaced') {
        holds.set(fact.data.dispute, { from: fact.eff, debts: raised.get(fact.data.dispute)?.data.debts });
      }
      if (fact.type === 'CollectionHoldReleased') {
        const hold = holds.get(fact.data.dispute);
        if (hold) hold.to = fact.eff;
      }
    }
    return [...holds.values()];
  }
}

function usesOf(fact: CaseStreamFact): Use[] {
  return journalOf(fact).flatMap(({ debit, credit, amount, eff, debt, source }) => {
    if (source === undefined || debt === undefined) return [];
    if (debit === 'held' && isComponent(credit)) return [{ payment: source, debt, amount, eff }];
    if (credit === 'held' && isComponent(debit)) return [{ payment: source, debt, amount: -amount, eff }];
    return [];
  });
}
