/** What ends a hold over HTTP names a request that another person approved, and uses it up: of disputes and of plans. */
import { aCase, type CaseScenario } from '../../../test/support/case-scenario.js';
import { inForceFrom, planDebt, proposal } from '../../../test/support/plan-outcomes.js';
import type { CaseCommand } from '../ledger.js';

const request = { holdReleaseRequest: 'holdReleaseRequest-1' };

/** Over HTTP, with a request that another person approved. */
function approved(story: readonly CaseCommand[], ask: object): CaseScenario {
  return aCase(...story, { type: 'RequestEarlyHoldRelease', reason: 'letter of 3 March', ...ask } as CaseCommand)
    .as('key:second')
    .given({ type: 'ApproveEarlyHoldRelease', ...request, authority: 'level-2' })
    .as('key:first')
    .with({ asksApproval: true });
}

describe('a dispute that its debtor withdrew', () => {
  const raise = (hold: boolean): CaseCommand => ({ type: 'RaiseDispute', ground: 'AMOUNT', hold });
  const withdraw: CaseCommand = { type: 'WithdrawDispute' };

  it('releases its hold when a second person has looked at that', () => {
    const ask = { hold: 'DISPUTE', dispute: 'dispute-1' };
    const story = approved([planDebt, raise(true)], ask)
      .when(withdraw)
      .thenRefused('not-approved');
    story
      .when({ ...withdraw, ...request })
      .then(
        { type: 'DisputeWithdrawn', data: request },
        { type: 'CollectionHoldReleased' },
        { type: 'HoldReleaseRequestClosed', data: { outcome: 'APPLIED' } },
      );
    approved([planDebt, raise(true)], { hold: 'PLAN' })
      .when({ ...withdraw, ...request })
      .thenRefused('not-approved', 'hold');
  });

  it('needs nobody else where it held nothing, or another system recorded it', () => {
    aCase(planDebt, raise(false)).with({ asksApproval: true }).when(withdraw).then({ type: 'DisputeWithdrawn' });
    aCase(planDebt, raise(true)).when(withdraw).then({ type: 'DisputeWithdrawn' }, { type: 'CollectionHoldReleased' });
  });
});

describe('a personalised plan that is cancelled', () => {
  // 31 March is today: the first instalment is due in April.
  const plan = (kind: 'PERSONALISED' | 'INSTALMENT', firstDue = '2026-04-10'): CaseCommand[] => [
    planDebt,
    ...inForceFrom(proposal(3, { kind, firstDue })),
  ];
  const cancel: CaseCommand = { type: 'CancelPlan', plan: 'plan-1', by: 'FIRM', reason: 'x' };

  it('releases its hold when a second person has approved that', () => {
    const story = approved(plan('PERSONALISED'), { hold: 'PLAN', plan: 'plan-1' });
    story.when(cancel).thenRefused('not-approved', 'holdReleaseRequest');
    story.when({ ...cancel, by: 'DEBTOR' }).thenRefused('not-approved', 'holdReleaseRequest');
    story
      .when({ ...cancel, ...request })
      .then({ type: 'PlanCancelled', data: request }, { type: 'HoldReleaseRequestClosed' });
    approved(plan('PERSONALISED'), { hold: 'LEGAL' })
      .when({ ...cancel, ...request })
      .thenRefused('not-approved', 'hold');
  });

  it('needs nobody else where it holds nothing: another kind, not in force, broken on its own', () => {
    const overHttp = (story: readonly CaseCommand[]): CaseScenario => aCase(...story).with({ asksApproval: true });
    overHttp(plan('INSTALMENT')).when(cancel).then({ type: 'PlanCancelled' });
    overHttp(plan('PERSONALISED').slice(0, 3)).when(cancel).then({ type: 'PlanCancelled' });
    overHttp(plan('PERSONALISED', '2026-01-10')).when(cancel).then({ type: 'PlanCancelled' });
  });

  it('is not said by hand to have been released', () => {
    const close: CaseCommand = { type: 'CloseHoldReleaseRequest', ...request, outcome: 'APPLIED' };
    approved(plan('PERSONALISED'), { hold: 'PLAN' }).when(close).thenRefused('applied-by-hand', 'outcome');
  });
});
