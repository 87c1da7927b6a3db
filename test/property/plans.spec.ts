/** Plans whatever happens: random payments, reversals and deferrals; the seed is printed on failure. */
import fc from 'fast-check';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { PlanBook, type VersionAt } from '../../src/ledger/plan/plans-at.calc.js';
import { BREAK_RULES, breakRuleName } from '../../src/ledger/plan/break-rule.calc.js';
import { planCase, proposal } from '../support/plan-outcomes.js';
import type { CaseScenario } from '../support/case-scenario.js';

const RUNS = { numRuns: 300, seed: 20261122 };

const day = fc
  .record({ m: fc.integer({ min: 1, max: 3 }), d: fc.integer({ min: 4, max: 28 }) })
  .map(({ m, d }) => `2026-0${m}-${String(d).padStart(2, '0')}`);
const breakRule = fc.constantFrom(...BREAK_RULES.map(breakRuleName));
const payment = fc
  .record({ amount: fc.integer({ min: 1, max: 260 }), occurredAt: day })
  .map((fields): CaseCommand => ({ type: 'RecordPayment', ...fields }));
const reversal = fc
  .record({ n: fc.nat({ max: 9 }), occurredAt: day, original: fc.boolean() })
  .map(({ n, occurredAt, original }): CaseCommand => ({
    type: 'ReversePayment',
    payment: `payment-${n + 1}`,
    reason: 'NSF',
    basis: original ? 'ORIGINAL_DATE' : 'REVERSAL_DATE',
    occurredAt,
  }));
const deferral = fc
  .record({ instalment: fc.integer({ min: 1, max: 5 }), until: day, occurredAt: day })
  .map((fields): CaseCommand => ({ type: 'GrantDeferral', plan: 'plan-1', reason: 'x', ...fields }));
const story = fc.array(fc.oneof({ weight: 4, arbitrary: payment }, reversal, deferral), { maxLength: 9 });

/** Commands that cannot be are refused; the story goes on. */
function told(rule: string, commands: readonly CaseCommand[]): CaseScenario {
  const scenario = planCase(proposal(5, { breakRule: rule }));
  for (const command of commands) scenario.run(command);
  return scenario;
}

const DAYS = ['2026-01-09', '2026-01-14', '2026-02-10', '2026-02-27', '2026-03-14', '2026-04-30'];

function plan(facts: readonly CaseStreamFact[], asOf: string): VersionAt {
  return new PlanBook(facts).at(asOf)[0]?.versions[0] as VersionAt;
}

it('a payment more never lowers adherence, and never breaks a plan', () => {
  fc.assert(
    fc.property(breakRule, fc.array(payment, { maxLength: 9 }), payment, (rule, payments, more) => {
      const [before, after] = [told(rule, payments).facts, told(rule, [...payments, more]).facts];
      for (const asOf of DAYS) {
        const [less, now] = [plan(before, asOf), plan(after, asOf)];
        expect(now.adherence.kept).toBeGreaterThanOrEqual(less.adherence.kept);
        expect(now.adherence.paid).toBeGreaterThanOrEqual(less.adherence.paid);
        expect([now.adherence.due, now.adherence.scheduled]).toEqual([less.adherence.due, less.adherence.scheduled]);
        expect(now.arrears).toBeLessThanOrEqual(less.arrears);
        if (less.state !== 'BROKEN') expect(now.state).not.toBe('BROKEN');
      }
    }),
    RUNS,
  );
});

it('money is conserved: instalments hold what payments put on the debts, up to the total', () => {
  fc.assert(
    fc.property(breakRule, fc.array(payment, { maxLength: 9 }), (rule, payments) => {
      for (const asOf of DAYS) {
        const { instalments, paid, version } = plan(told(rule, payments).facts, asOf);
        const counted = payments.reduce(
          (sum, p) => sum + ((p.occurredAt ?? '') <= asOf && 'amount' in p ? (p.amount ?? 0) : 0),
          0,
        );
        expect(paid).toBe(Math.min(counted, version.terms.total));
        expect(instalments.reduce((sum, one) => sum + one.paid, 0)).toBe(paid);
        for (const one of instalments) expect(one.paid).toBeLessThanOrEqual(one.amount);
      }
    }),
    RUNS,
  );
});

it('each prefix by position gives what was known there, and what comes later changes no earlier answer', () => {
  fc.assert(
    fc.property(breakRule, story, story, (rule, first, then) => {
      const known = told(rule, first).facts;
      const all = told(rule, [...first, ...then]).facts;
      for (const asOf of DAYS) expect(plan(all.slice(0, known.length), asOf)).toEqual(plan(known, asOf));
    }),
    { ...RUNS, numRuns: 100 },
  );
});

it('what holds since a day holds on that day and not on the day before', () => {
  fc.assert(
    fc.property(breakRule, story, (rule, commands) => {
      const { facts } = told(rule, commands);
      for (const asOf of DAYS) {
        const { state, since, version } = plan(facts, asOf);
        expect(plan(facts, since).state).toBe(state);
        if (since === version.activatedOn) continue;
        const before = new Date(Date.parse(since) - 86_400_000).toISOString().slice(0, 10);
        expect(plan(facts, before).state).not.toBe(state);
      }
    }),
    RUNS,
  );
});

it('recorded notices change no answer', () => {
  const outcome = fc.constantFrom('PAID', 'PAID_LATE', 'MISSED', 'PARTIALLY_PAID', 'DUE' as const);
  const lie = fc.record({ no: fc.integer({ min: 1, max: 5 }), outcome, since: day });
  fc.assert(
    fc.property(breakRule, story, fc.array(lie, { minLength: 1, maxLength: 5 }), (rule, commands, lies) => {
      const scenario = told(rule, commands);
      const before = DAYS.map((asOf) => plan(scenario.facts, asOf));
      scenario.given({
        ...{ type: 'NoticePlan', plan: 'plan-1', version: 1, ordinal: 1 },
        instalments: lies.map((one) => ({ ...one, dueDate: one.since, amount: 1, paid: 1, retrospective: false })),
        turn: { state: 'BROKEN', since: '2026-01-04', paid: 0, arrears: 1, rule, retrospective: false },
      });
      expect(DAYS.map((asOf) => plan(scenario.facts, asOf))).toEqual(before);
    }),
    RUNS,
  );
});
