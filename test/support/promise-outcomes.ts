/** What became of the promises of a story. */
import { PromiseBook, type PromiseAt } from '../../src/ledger/promise/promises-at.calc.js';
import type { MakePromise } from '../../src/ledger/promise/promise.decide.js';
import type { RegisterDebt } from '../../src/ledger/debt/debt.decide.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import type { CaseScenario } from './case-scenario.js';

export const largeDebt: RegisterDebt = {
  type: 'RegisterDebt',
  balances: { principal: 1_000_000 },
  occurredAt: '2026-03-01',
};
/** 1000.00 due on the 10th; grace 3 days and tolerance 10 % are the policy's. */
export const promise: MakePromise = {
  type: 'MakePromise',
  amount: 100_000,
  dueDate: '2026-03-10',
  occurredAt: '2026-03-02',
};

export function pay(amount: number, occurredAt: string, more: object = {}): CaseCommand {
  return { type: 'RecordPayment', amount, occurredAt, ...more };
}

/** The outcomes as of a day, as known after `facts` facts: all of them where left out. */
export function outcomes(scenario: CaseScenario, asOf: string, facts?: number): PromiseAt[] {
  return new PromiseBook(scenario.facts.slice(0, facts)).at(asOf);
}

/** The outcome of the case's only promise. */
export function outcome(scenario: CaseScenario, asOf = '2026-03-31', facts?: number): PromiseAt {
  const [only, second] = outcomes(scenario, asOf, facts);
  if (!only || second) throw new Error('the case should have one promise');
  return only;
}

/** The outcomes by promise. */
export function named(scenario: CaseScenario, asOf = '2026-03-31'): Record<string, PromiseAt> {
  return Object.fromEntries(outcomes(scenario, asOf).map((result) => [result.promise, result]));
}
