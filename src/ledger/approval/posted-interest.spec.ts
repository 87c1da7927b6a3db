/** Interest that was posted and is lowered afterwards: given up, so another person approves it, as a waiver. */
import { aCase } from '../../../test/support/case-scenario.js';
import { proposal } from '../../../test/support/plan-outcomes.js';
import type { CaseCommand } from '../ledger.js';

/** 1 % a day on 1,000.00: 10.00 a day, posted through 20 March. Today is 31 March. */
const story: readonly CaseCommand[] = [
  { type: 'RegisterDebt', balances: { principal: 100_000 }, occurredAt: '2026-03-01' },
  { type: 'SetInterestTerms', rate: '1', period: 'day', from: '2026-03-01', occurredAt: '2026-03-01' },
  { type: 'PostInterest', through: '2026-03-20', trigger: 'STATEMENT' },
];
const request = { waiverRequest: 'waiverRequest-1' };
const asked = (amount: number, more: object = {}): CaseCommand[] => [
  { type: 'RequestWaiver', amount, reason: 'notified late', ...more },
];
const approval = { type: 'ApproveWaiver', waiverRequest: 'waiverRequest-1', authority: 'level-2' } as CaseCommand;

/** Over HTTP, with a request of so much that another person approved. */
function overHttp(amount: number, more: object = {}) {
  return aCase(...story, ...asked(amount, more))
    .as('key:second')
    .given(approval)
    .as('key:first')
    .with({ asksApproval: true });
}

const suspend = (from: string, more: object = {}): CaseCommand => ({
  type: 'SuspendInterest',
  from,
  to: '2026-03-25',
  reason: 'MORATORIUM',
  ...more,
});
const back = '2026-03-16';

describe('what lowers posted interest over HTTP', () => {
  it.each<[string, CaseCommand]>([
    ['a suspension', suspend(back)],
    ['terms', { type: 'SetInterestTerms', rate: '0', period: 'day', from: back }],
    [
      'a concession',
      { type: 'GrantRateConcession', rate: '0', period: 'day', from: back, authority: 'me', reason: 'hardship' },
    ],
  ])('%s that reaches back names an approved request, and uses it up', (_what, command) => {
    // Five days of 10.00.
    const named = { ...command, ...request } as CaseCommand;
    const { result } = overHttp(5_000).when(named);
    expect(result).toMatchObject([
      { data: request },
      { type: 'InterestAccrualAdjusted' },
      { type: 'WaiverRequestClosed', data: { outcome: 'APPLIED', ...request } },
    ]);
    overHttp(5_000).when(command).thenRefused('not-approved', 'waiverRequest');
    overHttp(4_999).when(named).thenRefused('above-approval', 'amount');
    overHttp(5_000, { component: 'principal' }).when(named).thenRefused('not-approved', 'component');
    expect(overHttp(5_000).given(named).when(named).result).toMatchObject({ kind: 'refused' });
  });

  it('says what it comes to', () => {
    const { result } = overHttp(1).when(suspend(back));
    expect(result).toMatchObject({ message: expect.stringMatching(/5000 minor units.*waiver-requests/) });
  });

  it('from the first day that is not posted on needs the right alone, and no request', () => {
    overHttp(5_000).when(suspend('2026-03-21')).then({ type: 'InterestSuspended' });
    overHttp(5_000).when(suspend('2026-03-21', request)).thenRefused('nothing-waived', 'waiverRequest');
    const higher: CaseCommand = { type: 'SetInterestTerms', rate: '2', period: 'day', from: back };
    overHttp(5_000).when(higher).then({ type: 'InterestTermsSet' }, { type: 'InterestAccrualAdjusted' });
  });

  it('a plan that suspends interest from a day before: activated, and restructured', () => {
    const agreed = { form: 'WRITTEN' as const };
    const plan = (interest: 'SUSPENDED' | 'ACCRUES'): CaseCommand[] => [
      proposal(4, { interest, firstDue: '2026-04-10', occurredAt: '2026-03-10' }),
      { type: 'AgreePlan', plan: 'plan-1', ...agreed, occurredAt: '2026-03-11' },
    ];
    const activate: CaseCommand = { type: 'ActivatePlan', plan: 'plan-1', occurredAt: back };
    const suspended = (): ReturnType<typeof overHttp> => overHttp(5_000).given(...plan('SUSPENDED'));
    suspended().when(activate).thenRefused('not-approved', 'waiverRequest');
    suspended()
      .when({ ...activate, ...request })
      .then(
        { type: 'PlanActivated', data: request },
        { type: 'InterestSuspended' },
        { type: 'InterestAccrualAdjusted' },
        { type: 'WaiverRequestClosed' },
      );
    const other = proposal(4, { interest: 'SUSPENDED', firstDue: '2026-04-10' });
    const restructure = { ...other, type: 'RestructurePlan', plan: 'plan-1', ...agreed, reason: 'x', occurredAt: back };
    const standing = (): ReturnType<typeof overHttp> =>
      overHttp(5_000).given(...plan('ACCRUES'), { ...activate, occurredAt: '2026-03-12' });
    standing()
      .when(restructure as CaseCommand)
      .thenRefused('not-approved', 'waiverRequest');
    const { result } = standing().when({ ...restructure, ...request } as unknown as CaseCommand);
    expect(result).toMatchObject([
      { type: 'PlanRestructured', data: request },
      {},
      {},
      { type: 'WaiverRequestClosed' },
    ]);
  });

  it('a waiver, an adjustment, that reaches back: its interest counts with its amount', () => {
    // Without 100.00 of principal from 16 March on, five days bear 1.00 less each.
    const waive = { component: 'principal', authority: 'me', reason: 'x', occurredAt: back, ...request } as const;
    const waiver: CaseCommand = { type: 'ApplyWaiver', amount: 10_000, ...waive };
    const adjustment: CaseCommand = { type: 'AdjustBalance', delta: -10_000, ...waive };
    for (const command of [waiver, adjustment]) {
      overHttp(10_499).when(command).thenRefused('above-approval', 'amount');
      overHttp(10_500, { component: 'principal' }).when(command).thenRefused('not-approved', 'component');
      const { result } = overHttp(10_500).when(command);
      expect(result).toMatchObject([{}, { type: 'InterestAccrualAdjusted' }, { type: 'WaiverRequestClosed' }]);
    }
  });
});

describe('a payment that is taken back as of its reversal, where the policy says as if never paid', () => {
  const paid: CaseCommand = { type: 'RecordPayment', amount: 100_000, occurredAt: '2026-03-01' };
  const reverse = (more: object): CaseCommand => ({
    type: 'ReversePayment',
    payment: 'payment-1',
    reason: 'MISPOST',
    ...more,
  });
  const asOfNow = { basis: 'REVERSAL_DATE' } as const;

  it('leaves the interest of the days between unborne: another person approves that', () => {
    const told = (amount = 20_000): ReturnType<typeof overHttp> => overHttp(amount).given(paid);
    told().when(reverse(asOfNow)).thenRefused('not-approved', 'waiverRequest');
    told(19_999)
      .when(reverse({ ...asOfNow, ...request }))
      .thenRefused('above-approval', 'amount');
    const { result, scenario } = told().when(reverse({ ...asOfNow, ...request }));
    expect(result).toMatchObject([{ data: request }, { type: 'WaiverRequestClosed' }]);
    expect(scenario.balance()).toEqual({ principal: 100_000, held: 0 });
  });

  it('and needs nobody where it follows the policy, or gives no interest up', () => {
    const types = (command: CaseCommand, story = overHttp(1).given(paid)): unknown =>
      (story.when(command).result as { type: string }[]).map(({ type }) => type);
    expect(types(reverse({}))).toEqual(['PaymentReversed', 'InterestAccrualAdjusted']);
    expect(types(reverse({ reason: 'CHARGEBACK' }))).toEqual(['PaymentReversed']);
    const today: CaseCommand = { ...paid, amount: 10, occurredAt: '2026-03-31' };
    expect(types(reverse(asOfNow), overHttp(1).given(today))).toEqual(['PaymentReversed']);
    overHttp(1).given(paid).when(reverse(request)).thenRefused('nothing-waived', 'waiverRequest');
  });
});

it('what an import or a reactor records names none: it was decided elsewhere', () => {
  aCase(...story)
    .when(suspend(back))
    .then({ type: 'InterestSuspended' }, { type: 'InterestAccrualAdjusted' });
});
