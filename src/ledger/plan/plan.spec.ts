/** A plan is an intention: terms that cannot be are refused. What became of it is in `plan-outcome.spec.ts`. */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { AMOUNT_MAX } from '../money.js';
import type { ProposePlan } from './plan.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100_000 }, occurredAt: '2026-01-10' };
const propose: ProposePlan = {
  type: 'ProposePlan',
  total: 600,
  count: 3,
  firstDue: '2026-02-10',
  occurredAt: '2026-02-01',
};
const PLAN = { plan: 'plan-1' };
const on = (occurredAt: string) => ({ ...PLAN, occurredAt });
const agree: CaseCommand = { type: 'AgreePlan', form: 'WRITTEN', ...on('2026-02-03') };
const activate: CaseCommand = { type: 'ActivatePlan', ...on('2026-02-04') };
const active = [debt, propose, agree, activate];

describe('a plan is proposed', () => {
  it('on all debts of the case, in equal instalments, under the terms of the policy', () => {
    aCase(debt)
      .when({ ...propose, total: 1_000 })
      .then({
        type: 'PlanProposed',
        eff: '2026-02-01',
        data: {
          plan: 'plan-1',
          version: 1,
          kind: 'INSTALMENT',
          debts: ['debt-1'],
          instalments: [
            { no: 1, dueDate: '2026-02-10', amount: 334 },
            { no: 2, dueDate: '2026-03-10', amount: 333 },
            { no: 3, dueDate: '2026-04-10', amount: 333 },
          ],
          total: 1_000,
          currency: 'EUR',
          graceDays: 3,
          breakRule: 'missed-2@1',
          proposer: 'FIRM',
          policy: 'test@1',
        },
      });
  });

  it('in instalments named one by one', () => {
    const instalments = [
      { dueDate: '2026-02-01', amount: 1 },
      { dueDate: '2026-02-01', amount: 599 },
    ];
    const { count: _count, firstDue: _firstDue, ...bare } = propose;
    aCase(debt)
      .when({ ...bare, instalments })
      .then({ type: 'PlanProposed', data: { instalments: instalments.map((one, i) => ({ no: i + 1, ...one })) } });
  });

  it.each([
    ['WEEK', ['2026-02-10', '2026-02-17', '2026-02-24']],
    ['FORTNIGHT', ['2026-02-10', '2026-02-24', '2026-03-10']],
  ] as const)('every %s', (every, days) => {
    aCase(debt)
      .when({ ...propose, every })
      .then({
        type: 'PlanProposed',
        data: { instalments: days.map((dueDate, i) => expect.objectContaining({ no: i + 1, dueDate })) },
      });
  });

  it('on the last of a month that is shorter than the first', () => {
    aCase(debt)
      .when({ ...propose, firstDue: '2027-12-31', every: 'MONTH' })
      .then({
        type: 'PlanProposed',
        data: {
          instalments: ['2027-12-31', '2028-01-31', '2028-02-29'].map((dueDate) =>
            expect.objectContaining({ dueDate }),
          ),
        },
      });
  });

  it('on the last day of the calendar, beyond which nothing is due', () => {
    aCase(debt)
      .when({ ...propose, firstDue: '9999-12-05' })
      .then({
        type: 'PlanProposed',
        data: {
          instalments: [
            { no: 1, dueDate: '9999-12-05', amount: 200 },
            { no: 2, dueDate: '9999-12-31', amount: 200 },
            { no: 3, dueDate: '9999-12-31', amount: 200 },
          ],
        },
      });
  });

  it('on a closed case, which is flagged', () => {
    aClosedCase(debt)
      .when(propose)
      .then({ type: 'PlanProposed', data: { flags: ['case-closed'] } });
  });

  const listed = (instalments: object[], total = 600): object => ({
    instalments,
    total,
    count: undefined,
    firstDue: undefined,
  });

  it.each([
    ['zero-amount', 'total', { total: 0 }],
    ['bad-amount', 'total', { total: -1 }],
    ['bad-amount', 'total', { total: 0.5 }],
    ['bad-amount', 'total', { total: AMOUNT_MAX + 1 }],
    ['wrong-currency', 'currency', { currency: 'USD' }],
    ['unknown-debt', 'debts', { debts: ['debt-9'] }],
    ['unknown-break-rule', 'breakRule', { breakRule: 'missed-2@2' }],
    ['unknown-plan-kind', 'kind', { kind: 'OTHER' }],
    ['bad-amount', 'graceDays', { graceDays: -1 }],
    ['bad-terms', 'graceDays', { graceDays: 366 }],
    ['bad-schedule', 'instalments', { count: undefined }],
    ['bad-schedule', 'instalments', { firstDue: undefined }],
    ['bad-amount', 'count', { count: 0 }],
    ['bad-amount', 'count', { count: 1.5 }],
    ['bad-schedule', 'instalments', { count: 601, total: 1_000 }],
    ['bad-schedule', 'every', { every: 'YEAR' }],
    ['bad-date', 'firstDue', { firstDue: '2026-02-30' }],
    ['zero-amount', 'instalments', { count: 601 - 1, total: 599 }],
    ['instalments-out-of-order', 'instalments', { firstDue: '2026-01-31' }],
    ['bad-schedule', 'instalments', listed([])],
    ['bad-schedule', 'instalments', { ...listed([{ dueDate: '2026-02-10', amount: 600 }]), count: 2 }],
    ['bad-schedule', 'instalments', { ...listed([{ dueDate: '2026-02-10', amount: 600 }]), firstDue: '2026-02-11' }],
    ['plan-total-mismatch', 'total', listed([{ dueDate: '2026-02-10', amount: 599 }])],
    ['zero-amount', 'instalments', listed([{ dueDate: '2026-02-10', amount: 0 }])],
    ['bad-amount', 'instalments', listed([{ dueDate: '2026-02-10', amount: -600 }])],
    ['bad-date', 'instalments', listed([{ dueDate: '2026-02-31', amount: 600 }])],
    [
      'instalments-out-of-order',
      'instalments',
      listed([
        { dueDate: '2026-03-10', amount: 300 },
        { dueDate: '2026-03-09', amount: 300 },
      ]),
    ],
  ])('unless it is refused as %s for its %s: %j', (code, field, change) => {
    aCase(debt)
      .when({ ...propose, ...change })
      .thenRefused(code, field);
  });

  it('only where there is a debt to repay', () => {
    aCase().when(propose).thenRefused('no-debt', 'debts');
  });
});

describe('CN-CC-70: a personalised plan of at most 60 months', () => {
  const personalised: ProposePlan = { ...propose, kind: 'PERSONALISED', total: 60_000 };

  it('may end on the day five years after it was proposed, and not a day later', () => {
    aCase(debt)
      .when({ ...personalised, count: 1, firstDue: '2031-02-01' })
      .then({ type: 'PlanProposed', data: { kind: 'PERSONALISED' } });
    aCase(debt)
      .when({ ...personalised, count: 1, firstDue: '2031-02-02' })
      .thenRefused('term-too-long', 'instalments');
    aCase(debt)
      .when({ ...personalised, count: 61, firstDue: '2026-03-01' })
      .thenRefused('term-too-long', 'instalments');
  });

  it('is not made longer by a deferral or a restructuring', () => {
    const long = aCase(debt, { ...personalised, count: 60, firstDue: '2026-03-01' }, agree, activate);
    long
      .when({ type: 'GrantDeferral', ...on('2026-03-01'), instalment: 60, until: '2031-02-02', reason: 'illness' })
      .thenRefused('term-too-long', 'instalments')
      .when({
        type: 'RestructurePlan',
        ...on('2026-03-01'),
        total: 600,
        count: 61,
        firstDue: '2026-04-01',
        form: 'WRITTEN',
        reason: 'illness',
      })
      .thenRefused('term-too-long', 'instalments');
  });

  it('is agreed orally only with its recording', () => {
    const offered = aCase(debt, personalised);
    offered.when({ ...agree, form: 'ORAL' }).thenRefused('recording-missing', 'recordingRef');
    offered
      .when({ ...agree, form: 'ORAL', recordingRef: 'rec-1' })
      .then({ type: 'PlanAgreed', data: { form: 'ORAL', recordingRef: 'rec-1', version: 1 } });
  });
});

describe('a plan is negotiated', () => {
  const counter: CaseCommand = {
    type: 'CounterOfferPlan',
    ...on('2026-02-02'),
    total: 600,
    count: 6,
    firstDue: '2026-02-10',
  };

  it('until both agree: a counter-offer is of the other side and keeps what it does not name', () => {
    aCase(debt, { ...propose, graceDays: 9, breakRule: 'missed-1@1' })
      .when(counter)
      .then({
        type: 'PlanCounterOffered',
        ref: 'event-2',
        data: { version: 2, proposer: 'DEBTOR', graceDays: 9, breakRule: 'missed-1@1', total: 600 },
      })
      .when({ ...counter, total: 500 })
      .then({ type: 'PlanCounterOffered', data: { version: 3, proposer: 'FIRM' } })
      .when({ ...agree, version: 2 })
      .thenRefused('plan-version', 'version')
      .when({ ...agree, version: 3 })
      .then({ type: 'PlanAgreed', data: { version: 3 } });
  });

  it('after it was agreed too: then it must be agreed anew', () => {
    aCase(debt, propose, agree)
      .when({ ...counter, occurredAt: '2026-02-05' })
      .then({ type: 'PlanCounterOffered', data: { version: 2 } })
      .when({ ...activate, occurredAt: '2026-02-06' })
      .thenRefused('plan-stage', 'plan');
  });

  it.each([
    ['activated before it is agreed', [debt, propose], activate],
    ['agreed twice', [debt, propose, agree], agree],
    ['activated twice', active, activate],
    ['agreed once it is active', active, agree],
    ['countered once it is active', active, counter],
    [
      'restructured before it is active',
      [debt, propose],
      { ...counter, type: 'RestructurePlan', form: 'WRITTEN', reason: 'x' },
    ],
    [
      'cancelled twice',
      [debt, propose, { type: 'CancelPlan', ...PLAN, by: 'FIRM', reason: 'x' }],
      { type: 'CancelPlan', ...PLAN, by: 'FIRM', reason: 'x' },
    ],
    [
      'deferred before it is active',
      [debt, propose],
      { type: 'GrantDeferral', ...PLAN, until: '2026-05-01', reason: 'x' },
    ],
  ] as [string, CaseCommand[], CaseCommand][])('but is not %s', (_what, given, command) => {
    aCase(...given)
      .when(command)
      .thenRefused('plan-stage', 'plan');
  });

  it.each([
    ['agreed before it was offered', [debt, propose], { ...agree, occurredAt: '2026-01-31' }],
    ['activated before it was agreed', [debt, propose, agree], { ...activate, occurredAt: '2026-02-02' }],
    ['cancelled before it was active', active, { type: 'CancelPlan', ...on('2026-02-03'), by: 'FIRM', reason: 'x' }],
  ] as [string, CaseCommand[], CaseCommand][])('and not %s', (_what, given, command) => {
    aCase(...given)
      .when(command)
      .thenRefused('plan-order', 'effectiveDate');
  });

  it.each(['CounterOfferPlan', 'AgreePlan', 'ActivatePlan', 'RestructurePlan', 'CancelPlan', 'TestPlanAffordability'])(
    '%s needs a plan of the case',
    (type) => {
      const all = {
        total: 1,
        count: 1,
        firstDue: '2026-04-01',
        form: 'WRITTEN',
        by: 'FIRM',
        reason: 'x',
        disposable: 1,
      };
      aCase(debt)
        .when({ type, ...PLAN, ...all } as unknown as CaseCommand)
        .thenRefused('unknown-plan', 'plan');
    },
  );
});

describe('a debt has one active plan', () => {
  const second = { ...propose, occurredAt: '2026-02-10', firstDue: '2026-02-20' };
  const agreed = { ...agree, plan: 'plan-2', occurredAt: '2026-02-11' } as CaseCommand;
  const activated = { ...activate, plan: 'plan-2', occurredAt: '2026-02-12' } as CaseCommand;

  it('while the first stands, another is not put into force', () => {
    aCase(...active, second, agreed)
      .when(activated)
      .thenRefused('debt-has-plan', 'plan');
  });

  it('on other debts it may', () => {
    aCase(debt, debt, { ...propose, debts: ['debt-1'] }, agree, activate, { ...second, debts: ['debt-2'] }, agreed)
      .when(activated)
      .then({ type: 'PlanActivated', data: { plan: 'plan-2' } });
  });

  it.each([
    ['cancelled', { type: 'CancelPlan', ...on('2026-02-09'), by: 'DEBTOR', reason: 'x' }],
    ['completed', { type: 'RecordPayment', amount: 600, occurredAt: '2026-02-09' }],
  ] as [string, CaseCommand][])('once the first is %s it may', (_how, end) => {
    aCase(...active, end, second, agreed)
      .when(activated)
      .then({ type: 'PlanActivated', data: { plan: 'plan-2' } });
  });
});

describe('a plan is changed', () => {
  it('by another schedule in the place of the one in force', () => {
    aCase(...active)
      .when({
        type: 'RestructurePlan',
        ...on('2026-03-01'),
        total: 500,
        count: 5,
        firstDue: '2026-03-10',
        form: 'ORAL',
        recordingRef: 'rec-2',
        reason: 'short-time work',
      })
      .then({
        type: 'PlanRestructured',
        ref: 'event-2',
        data: {
          version: 2,
          supersedes: 1,
          debts: ['debt-1'],
          total: 500,
          reason: 'short-time work',
          recordingRef: 'rec-2',
        },
      });
  });

  it('by a deferral of the next instalment, and of all after it by as many days', () => {
    aCase(...active)
      .when({ type: 'GrantDeferral', ...on('2026-03-01'), until: '2026-04-10', reason: 'illness', authority: 'lead' })
      .then({
        type: 'DeferralGranted',
        data: {
          deferral: 'deferral-1',
          plan: 'plan-1',
          version: 1,
          shifts: [
            { no: 2, from: '2026-03-10', to: '2026-04-10' },
            { no: 3, from: '2026-04-10', to: '2026-05-11' },
          ],
        },
      });
  });

  it.each([
    ['unknown-instalment', 'instalment', { instalment: 4 }],
    ['deferral-not-later', 'until', { until: '2026-03-10' }],
    ['bad-date', 'until', { until: '2026-13-01' }],
    ['unknown-plan', 'plan', { plan: 'plan-9' }],
    ['unknown-debt', 'debts', { debts: ['debt-9'] }],
  ])('unless the deferral is refused as %s for its %s', (code, field, change) => {
    aCase(...active)
      .when({ type: 'GrantDeferral', ...on('2026-03-01'), until: '2026-04-10', reason: 'illness', ...change })
      .thenRefused(code, field);
  });

  it('and debts without a plan may be deferred too', () => {
    const command: CaseCommand = {
      type: 'GrantDeferral',
      occurredAt: '2026-03-01',
      until: '2026-04-10',
      reason: 'illness',
    };
    aCase(debt)
      .when(command)
      .then({ type: 'DeferralGranted', data: { debts: ['debt-1'], until: '2026-04-10' } })
      .when({ ...command, until: '2026-03-01' })
      .thenRefused('deferral-not-later', 'until')
      .when({ ...command, instalment: 1 })
      .thenRefused('plan-missing', 'plan');
    aCase().when(command).thenRefused('no-debt', 'debts');
  });
});

describe('a plan is tested against what the debtor can spare', () => {
  const test = (disposable: number, rule?: string): CaseCommand => ({
    type: 'TestPlanAffordability',
    ...PLAN,
    disposable,
    rule,
  });

  it.each([
    [200, undefined, 10_000, true],
    [199, undefined, 10_051, false],
    [400, 'half-disposable@1', 5_000, true],
    [399, 'half-disposable@1', 5_013, false],
  ])('%i a month under %s: %i bps, passed %s', (disposable, rule, ratioBps, passed) => {
    aCase(debt, propose)
      .when(test(disposable, rule))
      .then({
        type: 'PlanAffordabilityTested',
        data: { monthly: 200, ratioBps, passed, rule: rule ?? 'all-disposable@1' },
      });
  });

  it('with nothing to spare it has no ratio and does not pass', () => {
    const { facts } = aCase(debt, propose)
      .when(test(0))
      .then({ type: 'PlanAffordabilityTested', data: { passed: false } });
    expect(facts.at(-1)?.data).not.toHaveProperty('ratioBps');
  });

  it('by a rule that there is', () => {
    aCase(debt, propose).when(test(1, 'guess@1')).thenRefused('unknown-affordability-rule', 'rule');
  });
});
