/** What became of plans: one pure function of terms and payments, for any day, as known at any fact. */
import { aCase } from '../../../test/support/case-scenario.js';
import { instalmentsOn, planCase, planDebt, planOn, proposal } from '../../../test/support/plan-outcomes.js';
import { pay } from '../../../test/support/promise-outcomes.js';
import type { CaseCommand } from '../ledger.js';
import { PlanBook } from './plans-at.calc.js';

const reverse = (occurredAt: string, more: object = {}): CaseCommand => ({
  type: 'ReversePayment',
  payment: 'payment-1',
  reason: 'NSF',
  occurredAt,
  ...more,
});

describe('an instalment', () => {
  it.each([
    ['2026-01-03', 'FUTURE', '2026-01-03'],
    ['2026-01-09', 'FUTURE', '2026-01-03'],
    ['2026-01-10', 'DUE', '2026-01-10'],
    ['2026-01-13', 'DUE', '2026-01-10'],
    ['2026-01-14', 'MISSED', '2026-01-14'],
  ])('that nobody pays is on %s %s since %s', (day, outcome, since) => {
    expect(planOn(planCase(proposal(2)), day).instalments[0]).toMatchObject({ outcome, since, paid: 0 });
  });

  it.each([
    ['2026-01-05', 'PAID'],
    ['2026-01-13', 'PAID'],
    ['2026-01-14', 'PAID_LATE'],
  ])('paid on %s is %s since that day', (day, outcome) => {
    const [first] = planOn(planCase(proposal(2), pay(100, day)), '2026-01-20').instalments;
    expect(first).toMatchObject({ outcome, since: day, paid: 100, paidOn: day, payments: ['payment-1'] });
  });

  it('paid in part is PARTIALLY_PAID once its grace is over, and then PAID_LATE', () => {
    const scenario = planCase(proposal(2), pay(40, '2026-01-12'), pay(60, '2026-01-20'));
    expect(planOn(scenario, '2026-01-13').instalments[0]).toMatchObject({ outcome: 'DUE', paid: 40 });
    expect(planOn(scenario, '2026-01-14').instalments[0]).toMatchObject({
      outcome: 'PARTIALLY_PAID',
      since: '2026-01-14',
    });
    expect(planOn(scenario, '2026-01-20').instalments[0]).toMatchObject({ outcome: 'PAID_LATE', since: '2026-01-20' });
  });

  it('is filled first in, first out: what one leaves goes to the next', () => {
    const [first, second, third] = planOn(planCase(proposal(3), pay(250, '2026-01-08')), '2026-01-08').instalments;
    expect([first, second, third]).toMatchObject([
      { outcome: 'PAID', paid: 100 },
      { outcome: 'PAID', paid: 100 },
      { outcome: 'FUTURE', paid: 50 },
    ]);
  });

  it('counts money by its value date, whenever it was recorded', () => {
    const scenario = planCase(proposal(2), pay(100, '2026-02-01', { effectiveDate: '2026-01-12' }));
    expect(instalmentsOn(scenario, '2026-01-14')[0]).toBe('PAID');
    expect(instalmentsOn(scenario, '2026-01-14', scenario.facts.length - 2)[0]).toBe('MISSED');
  });

  it('counts what was paid between agreement and activation, and nothing from before', () => {
    const scenario = aCase(
      planDebt,
      proposal(2),
      { type: 'AgreePlan', plan: 'plan-1', form: 'WRITTEN', occurredAt: '2026-01-03T10:00:00Z' },
      pay(30, '2026-01-03T09:00:00Z'),
      pay(70, '2026-01-03T11:00:00Z'),
      { type: 'ActivatePlan', plan: 'plan-1', occurredAt: '2026-01-05' },
    );
    expect(planOn(scenario, '2026-01-09')).toMatchObject({ paid: 70, next: { no: 1, amount: 30 } });
    expect(new PlanBook(scenario.facts).at('2026-01-04')[0]?.versions).toEqual([]);
  });

  it('on a debt that is not of the plan counts nothing', () => {
    const other: CaseCommand = { type: 'RegisterDebt', balances: { principal: 5_000 }, occurredAt: '2026-01-01' };
    const scenario = planCase(
      proposal(2, { debts: ['debt-1'] }),
      other,
      pay(100, '2026-01-08', { directedTo: ['debt-2'] }),
    );
    expect(planOn(scenario, '2026-01-09').paid).toBe(0);
  });
});

describe('adherence (domain/model.md 4.9)', () => {
  const scenario = planCase(proposal(4), pay(100, '2026-01-10'), pay(150, '2026-02-20'));

  it.each([
    ['2026-01-09', { kept: 0, due: 0, paid: 0, scheduled: 0 }],
    ['2026-01-10', { kept: 1, due: 1, paid: 100, scheduled: 100 }],
    ['2026-02-10', { kept: 1, due: 2, paid: 100, scheduled: 200 }],
    ['2026-02-20', { kept: 1, due: 2, paid: 200, scheduled: 200 }],
    ['2026-03-10', { kept: 1, due: 3, paid: 250, scheduled: 300 }],
    ['2026-04-14', { kept: 1, due: 4, paid: 250, scheduled: 400 }],
  ])('by count and by amount on %s', (day, expected) => {
    expect(planOn(scenario, day)).toMatchObject({ adherence: expected, arrears: expected.scheduled - expected.paid });
  });

  it('and the next instalment says what is missing', () => {
    expect(planOn(scenario, '2026-03-01').next).toEqual({ no: 3, dueDate: '2026-03-10', amount: 50 });
    expect(planOn(planCase(proposal(1), pay(100, '2026-01-05')), '2026-01-06').next).toBeUndefined();
  });
});

describe('a plan is', () => {
  it('ON_TRACK, BEHIND from the day after the grace, ON_TRACK again from the day of the money', () => {
    const scenario = planCase(proposal(4, { breakRule: 'missed-3@1' }), pay(100, '2026-01-20'));
    expect(planOn(scenario, '2026-01-13')).toMatchObject({ state: 'ON_TRACK', since: '2026-01-03' });
    expect(planOn(scenario, '2026-01-19')).toMatchObject({ state: 'BEHIND', since: '2026-01-14' });
    expect(planOn(scenario, '2026-01-20')).toMatchObject({ state: 'ON_TRACK', since: '2026-01-20' });
  });

  it('BEHIND without a break where the next falls behind before the one ahead is paid', () => {
    const scenario = planCase(proposal(4, { breakRule: 'missed-3@1' }), pay(100, '2026-02-14'));
    expect(planOn(scenario, '2026-02-14')).toMatchObject({ state: 'BEHIND', since: '2026-01-14' });
  });

  it('COMPLETED from the day of the last cent', () => {
    const scenario = planCase(proposal(2), pay(100, '2026-01-10'), pay(100, '2026-02-01'));
    expect(planOn(scenario, '2026-02-01')).toMatchObject({ state: 'COMPLETED', since: '2026-02-01', arrears: 0 });
  });

  it('CANCELLED from the day on which it was cancelled; what is paid afterwards does not count', () => {
    const cancel: CaseCommand = {
      type: 'CancelPlan',
      plan: 'plan-1',
      by: 'FIRM',
      reason: 'x',
      occurredAt: '2026-01-20',
    };
    const scenario = planCase(proposal(3, { breakRule: 'missed-3@1' }), cancel, pay(300, '2026-01-21'));
    expect(planOn(scenario, '2026-01-19').state).toBe('BEHIND');
    expect(planOn(scenario, '2026-06-01')).toMatchObject({ state: 'CANCELLED', since: '2026-01-20', paid: 0 });
    expect(instalmentsOn(scenario, '2026-06-01')).toEqual(['MISSED', 'FUTURE', 'FUTURE']);
  });

  it('still BROKEN where it is cancelled afterwards: no firm cancels its broken plans away', () => {
    const cancel: CaseCommand = {
      type: 'CancelPlan',
      plan: 'plan-1',
      by: 'FIRM',
      reason: 'x',
      occurredAt: '2026-02-20',
    };
    expect(planOn(planCase(proposal(3), cancel), '2026-06-01')).toMatchObject({ state: 'BROKEN', since: '2026-02-14' });
  });

  it('restructured: the new version counts from its own day, the old one stands as it was', () => {
    const again: CaseCommand = {
      ...{ type: 'RestructurePlan', plan: 'plan-1', total: 150, count: 3, firstDue: '2026-02-10' },
      ...{ form: 'WRITTEN', reason: 'x', occurredAt: '2026-01-20' },
    };
    const scenario = planCase(proposal(3), pay(40, '2026-01-10'), again, pay(50, '2026-02-10'));
    const [old, current] = scenario.state.plans.get('plan-1')?.standing ?? [];
    expect([old?.ended?.how, current?.terms.version]).toEqual(['RESTRUCTURED', 2]);
    expect(planOn(scenario, '2026-02-14')).toMatchObject({ state: 'ON_TRACK', since: '2026-01-20', paid: 50 });
    expect(planOn(scenario, '2026-01-19')).toMatchObject({ state: 'BEHIND', paid: 40 });
  });
});

describe('a plan is broken by its rule', () => {
  const late = [pay(100, '2026-01-20'), pay(100, '2026-02-10'), pay(100, '2026-03-20')];

  it.each([
    ['missed-1@1', '2026-01-14'],
    ['missed-2@1', '2026-03-14'],
    ['missed-3@1', undefined],
    ['missed-consecutive-2@1', undefined],
    ['overdue-30-days@1', undefined],
  ])('%s: late in January and March, on time in between: %s', (breakRule, since) => {
    const result = planOn(planCase(proposal(4, { breakRule }), ...late), '2026-03-31');
    expect([result.state, result.brokenOn]).toEqual(since ? ['BROKEN', since] : ['ON_TRACK', undefined]);
  });

  it.each([
    ['missed-consecutive-2@1', '2026-02-14'],
    ['missed-consecutive-3@1', '2026-03-14'],
    ['arrears-20-percent@1', '2026-02-14'],
    ['overdue-30-days@1', '2026-02-13'],
    ['overdue-90-days@1', undefined],
  ])('%s: nothing is paid at all: %s', (breakRule, since) => {
    expect(planOn(planCase(proposal(10, { breakRule })), '2026-03-20').brokenOn).toBe(since);
  });

  it('and stays so when the money comes afterwards', () => {
    const scenario = planCase(proposal(2, { breakRule: 'missed-1@1' }), pay(200, '2026-01-14'));
    expect(planOn(scenario, '2026-01-13').state).toBe('ON_TRACK');
    expect(planOn(scenario, '2026-02-01')).toMatchObject({ state: 'BROKEN', since: '2026-01-14', paid: 200 });
  });

  it('unless that money turns out to have been there in time', () => {
    const scenario = planCase(proposal(2, { breakRule: 'missed-1@1' }));
    const known = scenario.facts.length;
    scenario.given(pay(100, '2026-01-30', { effectiveDate: '2026-01-13' }));
    expect(planOn(scenario, '2026-01-20', known).state).toBe('BROKEN');
    expect(planOn(scenario, '2026-01-20').state).toBe('ON_TRACK');
  });
});

describe('a returned payment', () => {
  const paid = [pay(100, '2026-01-09'), pay(100, '2026-02-10')];

  it('as if never paid revises what was true from the start; as known before it stays PAID', () => {
    const scenario = planCase(proposal(3), ...paid);
    const known = scenario.facts.length;
    scenario.given(reverse('2026-02-15'));
    expect(instalmentsOn(scenario, '2026-02-12', known)).toEqual(['PAID', 'PAID', 'FUTURE']);
    // February's money fills January, late.
    expect(instalmentsOn(scenario, '2026-02-12')).toEqual(['PAID_LATE', 'DUE', 'FUTURE']);
    expect(planOn(scenario, '2026-02-14')).toMatchObject({ state: 'BROKEN', since: '2026-02-14' });
  });

  it('on its own date changes nothing before, and what it changes became so on that day', () => {
    const scenario = planCase(proposal(3), ...paid, reverse('2026-02-20', { basis: 'REVERSAL_DATE' }));
    expect(planOn(scenario, '2026-02-19')).toMatchObject({ state: 'ON_TRACK', adherence: { kept: 2, due: 2 } });
    expect(planOn(scenario, '2026-02-20')).toMatchObject({ state: 'BROKEN', since: '2026-02-20' });
    expect(planOn(scenario, '2026-02-20').instalments).toMatchObject([
      { outcome: 'PAID_LATE', since: '2026-02-20' },
      { outcome: 'MISSED', since: '2026-02-20' },
      { outcome: 'FUTURE' },
    ]);
  });
});

describe('a deferral', () => {
  const defer: CaseCommand = {
    type: 'GrantDeferral',
    plan: 'plan-1',
    occurredAt: '2026-01-20',
    until: '2026-02-10',
    instalment: 1,
    reason: 'illness',
  };

  it('moves what was missed: from its day on it is not due yet', () => {
    const scenario = planCase(proposal(2), defer);
    expect(instalmentsOn(scenario, '2026-01-19')).toEqual(['MISSED', 'FUTURE']);
    expect(planOn(scenario, '2026-01-20')).toMatchObject({ state: 'ON_TRACK', since: '2026-01-20' });
    expect(planOn(scenario, '2026-01-20').instalments).toMatchObject([
      { outcome: 'FUTURE', since: '2026-01-20', dueDate: '2026-02-10' },
      { outcome: 'FUTURE', dueDate: '2026-03-13' },
    ]);
  });
});
