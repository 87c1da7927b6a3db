/** Every built-in waterfall over random histories: conserved, never below zero, recorded as a recomputation has it. */
import fc from 'fast-check';
import { COMPONENTS } from '../../src/ledger/components.js';
import { componentsOf, netOf } from '../../src/ledger/payment/account.state.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { journalOf, netEffect, type JournalEntry } from '../../src/ledger/payment/journal.calc.js';
import { WATERFALLS } from '../../src/ledger/policy.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { CaseScenario, openCase, POLICY } from '../support/case-scenario.js';
import { moneyStep, orderStep, type Step } from '../support/money-history.js';
import { NOW } from '../support/scenario.js';

const RUNS = { numRuns: 300, seed: 20261122 };
const LONG = { numRuns: 3, seed: 20261122 };

const waterfall = fc.constantFrom(...WATERFALLS);

function play(order: (typeof WATERFALLS)[number], steps: readonly Step[], check: (s: CaseScenario) => void): void {
  const scenario = new CaseScenario(NOW, { ...POLICY, waterfall: order }).given(openCase, {
    type: 'RegisterDebt',
    balances: { principal: 10_000, cost: 1_500 },
    occurredAt: '2026-03-05',
  });
  for (const step of steps) if (!isRefusal(scenario.run(step(scenario)))) check(scenario);
}

function moves(of: { moves: ReadonlyMap<string, { amount: number }> }): Record<string, number> {
  return Object.fromEntries([...of.moves].map(([key, move]): [string, number] => [key, move.amount]).sort());
}

function sumsTo(entries: readonly JournalEntry[], date: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { debit, credit, amount, eff } of entries) {
    if (eff > date) continue;
    sums.set(debit, (sums.get(debit) ?? 0) + amount);
    sums.set(credit, (sums.get(credit) ?? 0) - amount);
  }
  return sums;
}

describe('whatever the waterfall', () => {
  it('the recorded allocation equals a recomputation, after every command', () => {
    fc.assert(
      fc.property(waterfall, fc.array(orderStep, { minLength: 1, maxLength: 20 }), (order, steps) =>
        play(order, steps, ({ state: { account } }) => {
          expect(moves(account)).toEqual(moves(replay(account.entries, account.debts)));
        }),
      ),
      RUNS,
    );
  });

  it('and so it does over long histories, where a replay begins in the middle', () => {
    fc.assert(
      fc.property(waterfall, fc.array(orderStep, { minLength: 280, maxLength: 320 }), (order, steps) => {
        let n = 0;
        play(order, steps, ({ state: { account } }) => {
          if (n++ % 10 === 0) expect(moves(account)).toEqual(moves(replay(account.entries, account.debts)));
        });
      }),
      LONG,
    );
  });

  it('no component and nothing held is below zero on any date, and the journal says the same as the account', () => {
    fc.assert(
      fc.property(waterfall, fc.array(orderStep, { minLength: 1, maxLength: 15 }), (order, steps) =>
        play(order, steps, ({ facts, state: { account } }) => {
          const entries = facts.flatMap(journalOf);
          for (const date of new Set(facts.map(({ eff }) => eff))) {
            const sums = sumsTo(entries, date);
            expect(COMPONENTS.filter((name) => (sums.get(name) ?? 0) < 0)).toEqual([]);
            expect(sums.get('held') ?? 0).toBeLessThanOrEqual(0);
          }
          const now = sumsTo(entries, '9999-12-31');
          for (const name of COMPONENTS) expect(now.get(name) ?? 0).toBe(componentsOf(account).get(name) ?? 0);
          expect(entries.reduce((net, entry) => net + netEffect(entry), 0)).toBe(netOf(account));
        }),
      ),
      RUNS,
    );
  });

  it('undirected money leaves nothing held while something undisputed is owed', () => {
    fc.assert(
      fc.property(waterfall, fc.array(moneyStep, { minLength: 1, maxLength: 15 }), (order, steps) =>
        play(order, steps, ({ state: { account } }) => {
          expect(account.due.size > 0 && account.held.size > 0).toBe(false);
        }),
      ),
      RUNS,
    );
  });
});
