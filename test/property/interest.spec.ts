/** Interest over random histories: posted in any pieces, recorded in any order, it comes to the same. */
import fc from 'fast-check';
import { COMPONENTS } from '../../src/ledger/components.js';
import { addDays } from '../../src/ledger/dates.js';
import { accruedAt } from '../../src/ledger/interest/index.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { componentsOf, netOf, type Account } from '../../src/ledger/payment/account.state.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { journalOf, netEffect } from '../../src/ledger/payment/journal.calc.js';
import { WATERFALLS } from '../../src/ledger/policy.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { CaseScenario, openCase, POLICY } from '../support/case-scenario.js';
import { interestStep, type Step } from '../support/money-history.js';
import { NOW } from '../support/scenario.js';

const RUNS = { numRuns: 300, seed: 20261122 };
const LONG = { numRuns: 3, seed: 20261122 };

const waterfall = fc.constantFrom(...WATERFALLS);
const REGISTER: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 1_000_000, cost: 1_500 },
  occurredAt: '2026-03-02',
};
const TERMS: CaseCommand = { type: 'SetInterestTerms', rate: '0.05', period: 'day', occurredAt: '2026-03-02' };

function begin(order: (typeof WATERFALLS)[number]): CaseScenario {
  return new CaseScenario(NOW, { ...POLICY, waterfall: order }).given(openCase, REGISTER, TERMS);
}

function play(order: (typeof WATERFALLS)[number], steps: readonly Step[], check: (s: CaseScenario) => void): void {
  const scenario = begin(order);
  for (const step of steps) if (!isRefusal(scenario.run(step(scenario)))) check(scenario);
}

function recorded({ moves, entries }: Account): unknown {
  return {
    moves: [...moves].map(([key, { amount }]) => [key, amount]).sort(),
    accruals: entries.flatMap((entry) => (entry.kind === 'accrual' ? [[entry.id, entry.amount]] : [])),
  };
}

/** What the account should say, recomputed from its root entries. Postings that come to nothing stay, at zero. */
function recomputed({ entries, debts }: Account): unknown {
  const { moves, accruals } = replay(entries, debts);
  return {
    moves: [...moves].map(([key, { amount }]) => [key, amount]).sort(),
    accruals: accruals.map(({ entry, amount }) => [entry.id, amount]),
  };
}

describe('interest', () => {
  it('and allocation as recorded equal a recomputation, after every command', () => {
    fc.assert(
      fc.property(waterfall, fc.array(interestStep, { minLength: 1, maxLength: 20 }), (order, steps) =>
        play(order, steps, ({ state: { account } }) => expect(recorded(account)).toEqual(recomputed(account))),
      ),
      RUNS,
    );
  });

  it('and so they do over long histories, where a replay begins in the middle', () => {
    fc.assert(
      fc.property(waterfall, fc.array(interestStep, { minLength: 280, maxLength: 300 }), (order, steps) => {
        let n = 0;
        play(order, steps, ({ state: { account } }) => {
          if (n++ % 20 === 0) expect(recorded(account)).toEqual(recomputed(account));
        });
      }),
      LONG,
    );
  });

  it('is journal lines: no component is below zero on any date, and net is what law 5 says', () => {
    fc.assert(
      fc.property(waterfall, fc.array(interestStep, { minLength: 1, maxLength: 15 }), (order, steps) =>
        play(order, steps, ({ facts, state: { account } }) => {
          const entries = facts.flatMap(journalOf);
          expect(entries.reduce((net, entry) => net + netEffect(entry), 0)).toBe(netOf(account));
          for (const date of [...new Set(entries.map(({ eff }) => eff)), '9999-12-31']) {
            const sums = new Map<string, number>();
            for (const { debit, credit, amount, eff } of entries) {
              if (eff > date) continue;
              sums.set(debit, (sums.get(debit) ?? 0) + amount);
              sums.set(credit, (sums.get(credit) ?? 0) - amount);
            }
            expect(COMPONENTS.filter((name) => (sums.get(name) ?? 0) < 0)).toEqual([]);
            if (date !== '9999-12-31') continue;
            for (const name of COMPONENTS) expect(sums.get(name) ?? 0).toBe(componentsOf(account).get(name) ?? 0);
          }
        }),
      ),
      RUNS,
    );
  });

  it('posted in any pieces sums to the same as posted once: the remainder is carried', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 27 }), { maxLength: 8 });
    const changes = fc.record({
      rate: fc.constantFrom('0.05', '0.0175', '1.234567'),
      principal: fc.integer({ min: 1, max: 1_000_000 }),
      capitaliseOn: fc.constantFrom(undefined, 9, 15),
      rounding: fc.constantFrom('HALF_UP' as const, 'HALF_EVEN' as const, 'DOWN' as const, 'UP' as const),
    });
    fc.assert(
      fc.property(days, changes, (cuts, { principal, ...more }) => {
        const total = (through: readonly string[]): number => {
          const scenario = new CaseScenario(NOW).given(
            openCase,
            { ...REGISTER, balances: { principal } },
            { ...TERMS, ...more },
          );
          for (const day of through) scenario.run({ type: 'PostInterest', through: day, trigger: 'STATEMENT' });
          return componentsOf(scenario.state.account).get('interest') ?? 0;
        };
        const pieces = cuts.sort((a, b) => a - b).map((n) => addDays('2026-03-01', n));
        expect(total([...pieces, '2026-03-30'])).toBe(total(['2026-03-30']));
      }),
      RUNS,
    );
  });

  it('recorded in any order comes to the same balance, and to the same accrued since', () => {
    const payments = fc.array(
      fc.record({ amount: fc.integer({ min: 1, max: 300_000 }), d: fc.integer({ min: 2, max: 28 }) }),
      { minLength: 2, maxLength: 8 },
    );
    const outcome = ({ state: { account } }: CaseScenario): unknown => [
      [...componentsOf(account)].sort(),
      netOf(account),
      accruedAt(account, '2026-03-31'),
    ];
    fc.assert(
      fc.property(payments, (list) => {
        // Two of one day stand in the order of recording: days apart, there is only one order.
        const apart = list.filter(({ d }, i) => list.findIndex((other) => other.d === d) === i);
        const commands = apart.map(({ amount, d }): CaseCommand => {
          return { type: 'RecordPayment', amount, occurredAt: addDays('2026-03-01', d) };
        });
        const sorted = [...commands].sort((a, b) => ((a.occurredAt as string) < (b.occurredAt as string) ? -1 : 1));
        const standard = WATERFALLS[0] as (typeof WATERFALLS)[number];
        expect(outcome(begin(standard).given(...commands))).toEqual(outcome(begin(standard).given(...sorted)));
      }),
      RUNS,
    );
  });

  it('is the same whenever its terms, a suspension, its end or a returned payment became known', () => {
    const day = (least: number): fc.Arbitrary<string> =>
      fc.integer({ min: least, max: 28 }).map((d) => addDays('2026-03-01', d));
    const amount = fc.integer({ min: 1, max: 300_000 });
    const story = fc.record({
      days: fc.uniqueArray(day(2), { minLength: 1, maxLength: 5 }),
      amounts: fc.array(amount, { minLength: 5, maxLength: 5 }),
      from: day(1),
      length: fc.integer({ min: 1, max: 20 }),
      ranks: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 10, maxLength: 10 }),
    });
    /** The same commands, each behind those that it needs. */
    const told = (commands: readonly CaseCommand[], waterfall: (typeof WATERFALLS)[number]): unknown => {
      const scenario = new CaseScenario(NOW, { ...POLICY, waterfall }).given(openCase, REGISTER);
      const parts = new Map<string, string>();
      for (const { name, ...command } of commands as readonly (CaseCommand & { name?: string })[]) {
        const of = 'payment' in command ? { payment: parts.get(String(command.payment)) } : {};
        const facts = scenario.run({ ...command, ...of } as CaseCommand);
        if (isRefusal(facts)) return facts;
        if (name !== undefined) parts.set(name, (facts[0]?.data as { payment: string }).payment);
      }
      const { account } = scenario.state;
      expect(recorded(account)).toEqual(recomputed(account));
      return [[...componentsOf(account)].sort(), netOf(account), accruedAt(account, '2026-03-31')];
    };
    fc.assert(
      fc.property(waterfall, story, (order, { days, amounts, from, length, ranks }) => {
        const on = addDays(from, length) > '2026-03-30' ? '2026-03-30' : addDays(from, length);
        const named = days.map((at, i) => ({
          ...({ type: 'RecordPayment', amount: amounts[i] as number, occurredAt: at } as CaseCommand),
          name: `p${i}`,
        }));
        const returned: CaseCommand = {
          type: 'ReversePayment',
          payment: 'p0',
          reason: 'NSF',
          basis: 'ORIGINAL_DATE',
          occurredAt: '2026-03-31',
        };
        const commands: readonly CaseCommand[] = [
          TERMS,
          { type: 'SuspendInterest', from, reason: 'COURT', occurredAt: from },
          { type: 'ResumeInterest', on, occurredAt: on },
          ...named,
          returned,
        ];
        // Needed before: the suspension before its end, the payment before its return.
        const rank = (i: number): number => ranks[i] as number;
        const ranked = commands.map((command, i) => ({ command, at: rank(i) }));
        const [, , resumed, first] = ranked as [object, object, { at: number }, { at: number }];
        resumed.at = Math.max(rank(1), rank(2)) + 0.5;
        (ranked.at(-1) as { at: number }).at = Math.max(first.at, rank(commands.length - 1)) + 0.5;
        const shuffled = [...ranked].sort((a, b) => a.at - b.at).map(({ command }) => command);
        expect(told(shuffled, order)).toEqual(told(commands, order));
      }),
      RUNS,
    );
  });
});
