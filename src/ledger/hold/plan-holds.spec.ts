/** A personalised plan holds collection while it stands (CN-CC-70). */
import { planCase, proposal } from '../../../test/support/plan-outcomes.js';
import { named, pay } from '../../../test/support/promise-outcomes.js';
import type { CaseCommand } from '../ledger.js';
import { PlanBook } from '../plan/plans-at.calc.js';
import type { MakePromise } from '../promise/promise.decide.js';
import { isHeldOn } from './hold.calc.js';
import { HoldBook } from './holds-at.calc.js';

const personalised = proposal(3, { kind: 'PERSONALISED' });
const promise = (madeOn: string, dueDate: string): MakePromise => ({
  type: 'MakePromise',
  amount: 50_000,
  dueDate,
  graceDays: 0,
  occurredAt: madeOn,
});
const holds = (scenario: ReturnType<typeof planCase>, asOf: string) => new HoldBook(scenario.facts).at(asOf);

describe('the hold of a plan', () => {
  it('begins with the activation and ends when the plan is broken', () => {
    const scenario = planCase(personalised);
    expect(holds(scenario, '2026-01-02')).toEqual([]);
    const hold = { source: 'plan', id: 'plan-1', stops: ['COLLECTION'], from: '2026-01-03', debts: ['debt-1'] };
    const why = { why: 'PERSONALISED', event: 'event-4' };
    expect(holds(scenario, '2026-02-13')).toEqual([{ ...hold, ...why, to: undefined }]);
    expect(holds(scenario, '2026-02-14')).toEqual([{ ...hold, ...why, to: '2026-02-14' }]);
  });

  it.each([
    ['completed', pay(300, '2026-01-20'), '2026-01-21'],
    [
      'cancelled',
      { type: 'CancelPlan', plan: 'plan-1', by: 'DEBTOR', reason: 'x', occurredAt: '2026-01-20' },
      '2026-01-20',
    ],
  ] as [string, CaseCommand, string][])('ends when it is %s', (_how, command, to) => {
    expect(holds(planCase(personalised, command), '2026-03-31')).toMatchObject([{ from: '2026-01-03', to }]);
  });

  it('is none of a plan of another kind', () => {
    expect(holds(planCase(proposal(3)), '2026-02-01')).toEqual([]);
  });

  it('holds on its days, the last one left out', () => {
    const hold = { from: '2026-01-03', to: '2026-01-05' };
    expect(['2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'].map((day) => isHeldOn(hold, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('a promise whose window lies in the hold', () => {
  it('is left out of the kept rate; one made after the plan broke is not', () => {
    const scenario = planCase(personalised, promise('2026-01-05', '2026-01-20'), promise('2026-02-14', '2026-02-20'));
    const results = named(scenario, '2026-03-31');
    expect(results['promise-1']).toMatchObject({ outcome: 'BROKEN', countsAs: 'EXCLUDED' });
    expect(results['promise-2']).toMatchObject({ outcome: 'BROKEN', countsAs: 'BROKEN' });
  });

  it('on another debt counts', () => {
    const other: CaseCommand = { type: 'RegisterDebt', balances: { principal: 5_000 }, occurredAt: '2026-01-01' };
    const scenario = planCase({ ...personalised, debts: ['debt-1'] }, other, {
      ...promise('2026-01-05', '2026-01-20'),
      debts: ['debt-2'],
    });
    expect(named(scenario, '2026-02-01')['promise-1']?.countsAs).toBe('BROKEN');
  });

  it('and a payment may count for the plan and for the promise', () => {
    const kept = { ...promise('2026-01-05', '2026-01-20'), amount: 100 };
    const scenario = planCase(personalised, kept, pay(100, '2026-01-09'));
    expect(named(scenario)['promise-1']).toMatchObject({ outcome: 'KEPT', countsAs: 'KEPT' });
    expect(new PlanBook(scenario.facts).at('2026-01-09')[0]?.versions[0]).toMatchObject({ paid: 100 });
  });
});
