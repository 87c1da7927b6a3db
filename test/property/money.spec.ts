/** Money is conserved whatever happens: random histories, a thousand a property, the seed printed on failure. */
import fc from 'fast-check';
import { newCase, evolveCase, type CaseStreamFact } from '../../src/ledger/case-state.js';
import type { Component } from '../../src/ledger/components.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { COMPONENTS } from '../../src/ledger/components.js';
import { componentsOf, heldOf, netOf } from '../../src/ledger/payment/account.state.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { journalOf, netEffect, type JournalEntry } from '../../src/ledger/payment/journal.calc.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { aCase, CaseScenario } from '../support/case-scenario.js';

const RUNS = { numRuns: 1000, seed: 20261122 };

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
const amount = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 50_000 }));
const component = fc.constantFrom<Component>('principal', 'interest', 'fee', 'penalty', 'cost');
const pick = fc.nat({ max: 30 });

/** A step of a history; `pick` chooses among what the case has by then. */
type Step = (scenario: CaseScenario) => CaseCommand;

function debtOf(scenario: CaseScenario, n: number): string | undefined {
  const debts = [...scenario.state.debts.keys()];
  return debts[n % debts.length];
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ c: component, a: amount, d: day }).map(({ c, a, d }) => () => ({
    type: 'RegisterDebt' as const,
    balances: { [c]: a },
    occurredAt: d,
  })),
  fc.record({ c: component, a: amount, d: day, n: pick }).map(({ c, a, d, n }) => (s: CaseScenario) => ({
    type: 'AssessCharge' as const,
    debt: debtOf(s, n),
    component: c,
    amount: a,
    occurredAt: d,
  })),
  fc
    .record({ a: amount, d: day })
    .map(({ a, d }) => () => ({ type: 'RecordPayment' as const, amount: a, occurredAt: d })),
  fc.record({ a: amount, d: day, n: pick }).map(({ a, d, n }) => (s: CaseScenario) => ({
    type: 'RecordPayment' as const,
    amount: a,
    directedTo: [debtOf(s, n) ?? 'none'],
    occurredAt: d,
  })),
  fc
    .record({ c: component, a: amount, sign: fc.boolean(), d: day, n: pick })
    .map(({ c, a, sign, d, n }) => (s: CaseScenario) => ({
      type: 'AdjustBalance' as const,
      debt: debtOf(s, n),
      component: c,
      delta: sign ? a : -a,
      reason: 'test',
      occurredAt: d,
    })),
  fc.record({ c: component, a: amount, d: day, n: pick }).map(({ c, a, d, n }) => (s: CaseScenario) => ({
    type: 'ApplyWaiver' as const,
    debt: debtOf(s, n),
    component: c,
    amount: a,
    authority: 'test',
    reason: 'test',
    occurredAt: d,
  })),
  fc
    .record({
      part: fc.option(amount),
      basis: fc.constantFrom('ORIGINAL_DATE' as const, 'REVERSAL_DATE' as const),
      d: day,
      n: pick,
    })
    .map(({ part, basis, d, n }) => (s: CaseScenario) => {
      const payments = [...s.state.account.credits.values()].filter((c) => c.kind === 'payment');
      const payment = payments[n % payments.length]?.id ?? 'none';
      return {
        type: 'ReversePayment' as const,
        payment,
        amount: part ?? undefined,
        reason: 'NSF' as const,
        basis,
        occurredAt: d,
      };
    }),
  fc.record({ a: amount, d: day }).map(({ a, d }) => (s: CaseScenario) => ({
    type: 'PayRefund' as const,
    amount: Math.min(a, heldOf(s.state.account)),
    occurredAt: d,
  })),
  fc.record({ a: amount, d: day, n: pick }).map(({ a, d, n }) => (s: CaseScenario) => ({
    type: 'ChargeOffDebt' as const,
    debt: debtOf(s, n),
    amount: a,
    occurredAt: d,
  })),
);

const history = fc.array(step, { minLength: 1, maxLength: 25 });

/** Plays a history and calls `check` after every command that was recorded. */
function play(steps: readonly Step[], check: (scenario: CaseScenario, added: CaseStreamFact[]) => void): void {
  const scenario = aCase({
    type: 'RegisterDebt',
    balances: { principal: 10_000, cost: 1_500 },
    occurredAt: '2026-03-05',
  });
  for (const next of steps) {
    const added = scenario.run(next(scenario));
    if (!isRefusal(added)) check(scenario, added);
  }
}

/** law 5: net = opening + charges + accruals ± adjustments − waivers − payments + reversals + refunds, from root facts. */
function netOfRoots(facts: readonly CaseStreamFact[]): number {
  return facts.reduce((net, fact) => {
    switch (fact.type) {
      case 'DebtRegistered':
        return net + Object.values(fact.data.balances).reduce((a, b) => a + b, 0);
      case 'ChargeAssessed':
        return net + fact.data.amount;
      case 'BalanceAdjusted':
        return net + fact.data.delta;
      case 'WaiverApplied':
      case 'PaymentReceived':
        return net - fact.data.amount;
      case 'PaymentReversed':
      case 'RefundPaid':
        return net + fact.data.amount;
      default:
        return net;
    }
  }, 0);
}

function sums(entries: readonly JournalEntry[], date?: string, key: 'eff' | 'other' = 'eff'): Map<string, number> {
  const balance = new Map<string, number>();
  for (const entry of entries) {
    if (date !== undefined && entry[key] > date) continue;
    balance.set(entry.debit, (balance.get(entry.debit) ?? 0) + entry.amount);
    balance.set(entry.credit, (balance.get(entry.credit) ?? 0) - entry.amount);
  }
  return balance;
}

function moves(of: { moves: ReadonlyMap<string, { amount: number }> }): Record<string, number> {
  return Object.fromEntries([...of.moves].map(([key, move]): [string, number] => [key, move.amount]).sort());
}

describe('money is conserved', () => {
  it('every journal entry moves a positive amount from one account to another, so each sums to zero', () => {
    fc.assert(
      fc.property(history, (steps) =>
        play(steps, (_scenario, added) => {
          for (const entry of added.flatMap(journalOf)) {
            expect(entry.amount).toBeGreaterThan(0);
            expect(entry.debit).not.toBe(entry.credit);
          }
        }),
      ),
      RUNS,
    );
  });

  it('components and held never go below zero, now and at any date', () => {
    fc.assert(
      fc.property(history, (steps) =>
        play(steps, ({ facts, state }) => {
          const now = [...componentsOf(state.account).values(), ...state.account.held.values()];
          expect(now.filter((amount) => amount <= 0)).toEqual([]);
          const entries = facts.flatMap(journalOf);
          const below = [...new Set(facts.map((fact) => fact.eff))].filter((date) => {
            const balance = sums(entries, date);
            return COMPONENTS.some((name) => (balance.get(name) ?? 0) < 0) || (balance.get('held') ?? 0) > 0;
          });
          expect(below).toEqual([]);
        }),
      ),
      RUNS,
    );
  });

  it("law 5's formula for net holds at every prefix, and the journal says the same as the account", () => {
    fc.assert(
      fc.property(history, (steps) =>
        play(steps, ({ facts, state }) => {
          expect(netOf(state.account)).toBe(netOfRoots(facts));
          const balance = sums(facts.flatMap(journalOf));
          for (const name of COMPONENTS)
            expect(balance.get(name) ?? 0).toBe(componentsOf(state.account).get(name) ?? 0);
          expect(-(balance.get('held') ?? 0) + 0).toBe(heldOf(state.account));
          const outside = facts.flatMap(journalOf).reduce((net, entry) => net + netEffect(entry), 0);
          expect(outside).toBe(netOf(state.account));
        }),
      ),
      RUNS,
    );
  });

  it('the recorded allocation equals a recomputation from all money facts in order of effective date', () => {
    fc.assert(
      fc.property(history, (steps) =>
        play(steps, ({ state: { account } }) => {
          expect(moves(account)).toEqual(moves(replay(account.entries, account.debts)));
        }),
      ),
      RUNS,
    );
  });

  it('any prefix replays to the same state', () => {
    fc.assert(
      fc.property(history, fc.nat(), (steps, cut) => {
        const states: string[] = [];
        const text = (state: unknown): string =>
          JSON.stringify(state, (_k, v: unknown) => (v instanceof Map ? [...v].sort() : v));
        let facts: CaseStreamFact[] = [];
        const ends: number[] = [];
        play(steps, (scenario) => {
          states.push(text(scenario.state));
          facts = scenario.facts;
          ends.push(scenario.facts.length);
        });
        if (ends.length === 0) return;
        const at = cut % ends.length;
        const folded = facts.slice(0, ends[at]).reduce(evolveCase, newCase('case-1'));
        expect(text(folded)).toBe(states[at]);
      }),
      RUNS,
    );
  });

  it('a reversal with no later money fact restores every component', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 60_000 }), (steps, paid) => {
        const scenario = aCase({ type: 'RegisterDebt', balances: { principal: 10_000 }, occurredAt: '2026-03-05' });
        for (const next of steps) scenario.run(next(scenario));
        const before = [...componentsOf(scenario.state.account)].sort();
        const held = heldOf(scenario.state.account);
        const [payment] = scenario.run({
          type: 'RecordPayment',
          amount: paid,
          occurredAt: '2026-03-29',
        }) as CaseStreamFact[];
        const id = (payment?.data as { payment: string }).payment;
        for (const basis of ['ORIGINAL_DATE', 'REVERSAL_DATE'] as const) {
          const copy = new CaseScenario();
          copy.state = scenario.facts.reduce(evolveCase, newCase('case-1'));
          copy.run({ type: 'ReversePayment', payment: id, reason: 'NSF', basis, occurredAt: '2026-03-30' });
          expect([...componentsOf(copy.state.account)].sort()).toEqual(before);
          expect(heldOf(copy.state.account)).toBe(held);
        }
      }),
      RUNS,
    );
  });

  it('a charge-off leaves net unchanged', () => {
    fc.assert(
      fc.property(history, amount, (steps, a) => {
        const scenario = aCase({ type: 'RegisterDebt', balances: { principal: 10_000 }, occurredAt: '2026-03-05' });
        for (const next of steps) scenario.run(next(scenario));
        const before = netOf(scenario.state.account);
        const debt = [...scenario.state.debts.keys()][0];
        expect(isRefusal(scenario.run({ type: 'ChargeOffDebt', debt, amount: a }))).toBe(false);
        expect(netOf(scenario.state.account)).toBe(before);
      }),
      RUNS,
    );
  });
});
