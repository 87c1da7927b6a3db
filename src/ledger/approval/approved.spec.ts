/** What is given up in the name of a request: approved by somebody else, no more than that, and once. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 1_000, fee: 200 }, occurredAt: '2026-03-01' };
const ask = (amount: number): CaseCommand => ({
  type: 'RequestWaiver',
  debt: 'debt-1',
  component: 'fee',
  amount,
  reason: 'goodwill',
});
const approval = { type: 'ApproveWaiver', waiverRequest: 'waiverRequest-1', authority: 'level-2' } as CaseCommand;
const waive = (amount: number, more: object = {}): CaseCommand => ({
  type: 'ApplyWaiver',
  component: 'fee',
  amount,
  authority: 'level-2',
  reason: 'goodwill',
  waiverRequest: 'waiverRequest-1',
  ...more,
});
const askOff: CaseCommand = {
  type: 'RequestChargeOff',
  debt: 'debt-1',
  amount: 900,
  reason: '180 days',
};
const approveOff = {
  type: 'ApproveChargeOff',
  chargeOffRequest: 'chargeOffRequest-1',
  authority: 'level-2',
} as CaseCommand;
const writeOff = (amount: number): CaseCommand => ({
  type: 'ChargeOffDebt',
  amount,
  chargeOffRequest: 'chargeOffRequest-1',
});

describe('a waiver that names its request', () => {
  it('uses the approved request up', () => {
    aCase(debt, ask(50))
      .as('key:second')
      .when(approval)
      .then({ type: 'WaiverApproved' })
      .when(waive(40))
      .then(
        { type: 'WaiverApplied', data: { amount: 40, waiverRequest: 'waiverRequest-1' } },
        { type: 'WaiverRequestClosed', data: { waiverRequest: 'waiverRequest-1', outcome: 'APPLIED' } },
      )
      .when(waive(1))
      .thenRefused('not-approved', 'waiverRequest');
  });

  it('is refused where nobody approved it, more is waived, or something else', () => {
    const story = aCase(debt, ask(50)).when(waive(40)).thenRefused('not-approved', 'waiverRequest');
    story.as('key:second').when(approval).then({ type: 'WaiverApproved' });
    story.when(waive(51)).thenRefused('above-approval', 'amount');
    story.when(waive(40, { component: 'principal' })).thenRefused('not-approved', 'component');
    story.when(waive(40, { waiverRequest: 'waiverRequest-9' })).thenRefused('unknown-waiver-request', 'waiverRequest');
  });

  it('is refused once the request was refused or taken back', () => {
    const story = aCase(debt, ask(50)).as('key:second').when(approval).then({ type: 'WaiverApproved' });
    story
      .when({ type: 'CloseWaiverRequest', waiverRequest: 'waiverRequest-1', outcome: 'REVOKED' })
      .then({ type: 'WaiverRequestClosed' })
      .when(waive(40))
      .thenRefused('not-approved', 'waiverRequest');
  });
});

describe('a write-off that names its request', () => {
  it('uses it up, and writes off no more', () => {
    aCase(debt, askOff)
      .as('key:second')
      .when(approveOff)
      .then({ type: 'ChargeOffApproved' })
      .when(writeOff(901))
      .thenRefused('above-approval', 'amount')
      .when(writeOff(900))
      .then(
        { type: 'ChargedOff', data: { amount: 900 } },
        { type: 'ChargeOffRequestClosed', data: { outcome: 'APPLIED' } },
      )
      .when(writeOff(900))
      .thenRefused('not-approved', 'chargeOffRequest');
  });
});

describe('a refund', () => {
  const pay = (refundRequest: string | undefined, amount = 300): CaseCommand => ({
    type: 'PayRefund',
    amount,
    refundRequest,
  });

  it('of held money is paid as another person approved, and no more', () => {
    const overpaid: CaseCommand = { type: 'RecordPayment', amount: 1_600, occurredAt: '2026-03-02' };
    const asked: CaseCommand = { type: 'RequestRefund', amount: 300, reason: 'paid twice' };
    const request = { refundRequest: 'refundRequest-1' };
    const story = aCase(debt, overpaid, asked).when(pay('refundRequest-1')).thenRefused('not-approved');
    story
      .as('key:second')
      .when({ type: 'ApproveRefund', ...request, authority: 'level-2' })
      .then({ type: 'RefundApproved' });
    story.when(pay('refundRequest-1', 301)).thenRefused('above-approval', 'amount');
    story
      .when(pay('refundRequest-1'))
      .then(
        { type: 'RefundPaid', data: { amount: 300, ...request } },
        { type: 'RefundRequestClosed', data: { outcome: 'APPLIED', ...request } },
      );
    story.when(pay('refundRequest-1', 1)).thenRefused('not-approved', 'refundRequest');
  });
});
