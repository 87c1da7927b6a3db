/** A plan in force that suspends interest: from its activation until it ends, and right again when something comes late. */
import { aCase, type CaseScenario } from '../../../test/support/case-scenario.js';
import { inForceFrom, planCase, planDebt, proposal } from '../../../test/support/plan-outcomes.js';
import { pay } from '../../../test/support/promise-outcomes.js';
import type { CaseCommand } from '../ledger.js';
import type { NoticePlan } from './plan-notice.decide.js';

/** 100 a day on 1000.00. */
const terms: CaseCommand = { type: 'SetInterestTerms', rate: '36.5', period: 'year', occurredAt: '2026-01-01' };
const post = (through: string): CaseCommand => ({ type: 'PostInterest', through, trigger: 'STATEMENT' });
const suspending = proposal(3, { interest: 'SUSPENDED' });
const cancel: CaseCommand = { type: 'CancelPlan', plan: 'plan-1', by: 'FIRM', reason: 'x', occurredAt: '2026-01-20' };

function suspended(...then: CaseCommand[]): CaseScenario {
  return aCase(planDebt, terms, ...inForceFrom(suspending), ...then);
}

/** Interest owed when all of it is posted through a day. */
function interestBy(scenario: CaseScenario, through: string): number {
  scenario.run(post(through));
  return scenario.balance()['interest'] ?? 0;
}

const broken = (more: Partial<NoticePlan> = {}): NoticePlan => ({
  type: 'NoticePlan',
  plan: 'plan-1',
  version: 1,
  ordinal: 1,
  instalments: [],
  turn: { state: 'BROKEN', since: '2026-02-14', paid: 0, arrears: 200, rule: 'missed-2@1', retrospective: false },
  ...more,
});

describe('a plan that suspends interest', () => {
  it('does so in the append of its activation, from that day on', () => {
    const scenario = aCase(planDebt, terms, ...inForceFrom(suspending).slice(0, 2));
    scenario.when({ type: 'ActivatePlan', plan: 'plan-1', occurredAt: '2026-01-03' }).then(
      { type: 'PlanActivated' },
      {
        type: 'InterestSuspended',
        cause: 'event-5',
        eff: '2026-01-03',
        data: { suspension: 'plan-1.1', debts: ['debt-1'], from: '2026-01-03', reason: 'PLAN' },
      },
    );
    expect(interestBy(scenario, '2026-01-31')).toBe(200);
  });

  it('adjusts what was posted for its days where it is recorded late', () => {
    const scenario = aCase(planDebt, terms, post('2026-01-05'), ...inForceFrom(suspending).slice(0, 2));
    scenario
      .when({ type: 'ActivatePlan', plan: 'plan-1', occurredAt: '2026-01-03' })
      .then(
        { type: 'PlanActivated' },
        { type: 'InterestSuspended' },
        { type: 'InterestAccrualAdjusted', data: { lines: [expect.objectContaining({ delta: -300 })] } },
      );
    expect(interestBy(scenario, '2026-01-31')).toBe(200);
  });

  it('that lets it accrue, or says nothing, posts nothing of the kind', () => {
    for (const interest of ['ACCRUES', undefined] as const) {
      const scenario = planCase(proposal(3, { interest }), terms);
      expect(scenario.facts.map(({ type }) => type)).not.toContain('InterestSuspended');
    }
  });

  it('bears interest again from its cancellation', () => {
    const scenario = suspended();
    scenario
      .when(cancel)
      .then({ type: 'PlanCancelled' }, { type: 'InterestResumed', data: { suspension: 'plan-1.1', on: '2026-01-20' } });
    expect(interestBy(scenario, '2026-01-31')).toBe(200 + 12 * 100);
  });

  it('that broke bears it again from the day on which it did, when that is noticed, or when it is cancelled before', () => {
    const noticed = suspended();
    noticed
      .when(broken())
      .then(
        { type: 'PlanBroken' },
        { type: 'InterestResumed', eff: '2026-02-14', data: { suspension: 'plan-1.1', on: '2026-02-14' } },
      );
    const cancelled = suspended({ ...cancel, occurredAt: '2026-02-20' });
    for (const scenario of [noticed, cancelled]) expect(interestBy(scenario, '2026-02-28')).toBe(200 + 15 * 100);
    noticed.when({ ...cancel, occurredAt: '2026-02-20' }).then({ type: 'PlanCancelled' });
  });

  it('that broke on another day than was noticed bears it again from that day, earlier or later', () => {
    const moved = (since: string, ordinal: number): NoticePlan =>
      broken({ ordinal, turn: { ...broken().turn, since } as NoticePlan['turn'] });
    const scenario = suspended(broken());
    scenario
      .when(moved('2026-02-10', 2))
      .then({ type: 'PlanStateRevised' }, { type: 'InterestResumed', data: { on: '2026-02-10' } });
    const later = suspended(broken());
    later.when(moved('2026-03-14', 2)).then(
      { type: 'PlanStateRevised', data: { from: 'BROKEN', to: 'BROKEN' }, eff: '2026-03-14' },
      {
        type: 'InterestSuspended',
        data: { suspension: 'plan-1.2', from: '2026-02-14', to: '2026-03-14', reason: 'PLAN' },
      },
    );
    expect(interestBy(scenario, '2026-02-28')).toBe(200 + 19 * 100);
    expect(interestBy(later, '2026-03-15')).toBe(200 + 2 * 100);
  });

  it('adjusts what was posted between when the break is noticed', () => {
    const scenario = suspended(post('2026-02-20'));
    scenario
      .when(broken())
      .then(
        { type: 'PlanBroken' },
        { type: 'InterestResumed' },
        { type: 'InterestAccrualAdjusted', data: { lines: [expect.objectContaining({ delta: 700 })] } },
      );
    expect(interestBy(scenario, '2026-02-28')).toBe(200 + 15 * 100);
  });

  it('that was completed bears it again from the day after, and that is known on the day', () => {
    const scenario = suspended(pay(300, '2026-03-31'));
    const turn = { ...broken().turn, state: 'COMPLETED', since: '2026-03-31' } as NoticePlan['turn'];
    scenario
      .when(broken({ turn }))
      .then({ type: 'PlanCompleted' }, { type: 'InterestResumed', eff: '2026-03-31', data: { on: '2026-04-01' } });
  });

  it('that had not broken after all suspends it again, without a gap', () => {
    const paidLate = pay(100, '2026-02-10');
    const scenario = suspended(broken(), paidLate);
    const turn = { ...broken().turn, state: 'ON_TRACK', since: '2026-02-10' } as NoticePlan['turn'];
    scenario
      .when(broken({ ordinal: 2, turn }))
      .then(
        { type: 'PlanStateRevised' },
        { type: 'InterestSuspended', data: { suspension: 'plan-1.2', from: '2026-02-14', reason: 'PLAN' } },
      );
    expect(scenario.run(post('2026-03-15'))).toMatchObject({ code: 'nothing-accrued' });
  });

  it('that is restructured goes on suspending, or ends, as its new terms say', () => {
    const restructure = (interest: 'ACCRUES' | 'SUSPENDED'): CaseCommand => ({
      type: 'RestructurePlan',
      plan: 'plan-1',
      total: 200,
      count: 2,
      firstDue: '2026-02-10',
      form: 'WRITTEN',
      reason: 'hours cut',
      interest,
      occurredAt: '2026-01-12',
    });
    suspended().when(restructure('SUSPENDED')).then({ type: 'PlanRestructured' });
    const scenario = suspended();
    scenario
      .when(restructure('ACCRUES'))
      .then({ type: 'PlanRestructured' }, { type: 'InterestResumed', data: { on: '2026-01-12' } });
    expect(interestBy(scenario, '2026-01-31')).toBe(200 + 20 * 100);
  });
});
