/**
 * What nobody decides alone: writing a debt off, paying held money back, and releasing a hold before its cause has ended
 * (design.md 6). Asked for by one, approved by another; doing it is the command of its own kind. Waivers have a register like
 * these beside them.
 */
import { appliedByHand } from './by-hand.calc.js';
import { otherEyes } from '../erasure/four-eyes.calc.js';
import { notAllowed } from '../refusal.js';
import { about, amount, choice, code, line, opt, part } from '../register/field.js';
import { ends, opens, register, steps } from '../register/register.js';

export const chargeOffRequests = register({
  stream: 'case',
  entry: 'chargeOffRequest',
  path: 'charge-off-requests',
  asks: 'Which write-offs were asked for, and who approved them?',
  deeds: {
    RequestChargeOff: opens('ChargeOffRequested', 'Asks for a write-off.', {
      debt: opt(part('debt')),
      amount: amount(12_000),
      reason: line('180 days past due'),
    }),
    ApproveChargeOff: steps(
      'ChargeOffApproved',
      'Approves a write-off that somebody else asked for.',
      { authority: code('level-2') },
      {
        at: 'approvals',
        fourEyes: true,
        check: (_given, entry, context) => otherEyes(entry?.by, context, 'chargeOffRequest'),
      },
    ),
    RefuseChargeOff: ends(
      'ChargeOffRefused',
      'Refuses a write-off.',
      { reason: line('a plan is kept') },
      { at: 'refusals' },
    ),
    CloseChargeOffRequest: ends(
      'ChargeOffRequestClosed',
      'Says that the request was taken back; the write-off says itself that it applies it.',
      { outcome: choice('REVOKED', 'APPLIED') },
      { at: 'closures', check: ({ outcome }, _entry, context) => appliedByHand(outcome, context, 'chargeOffRequest') },
    ),
  },
});

export const refundRequests = register({
  stream: 'case',
  entry: 'refundRequest',
  path: 'refund-requests',
  asks: 'Which refunds of held money were asked for, and who approved them?',
  deeds: {
    RequestRefund: opens(
      'RefundRequested',
      'Asks that held money be paid back.',
      {
        amount: about(amount(5_000), 'At most this much is paid back.'),
        method: opt(code('bank-transfer')),
        reason: line('paid twice'),
      },
      {
        check: (given) =>
          given.amount === 0
            ? notAllowed('zero-amount', 'A refund of nothing refunds nothing: give an amount.', 'amount')
            : undefined,
      },
    ),
    ApproveRefund: steps(
      'RefundApproved',
      'Approves a refund that somebody else asked for.',
      { authority: code('level-2') },
      {
        at: 'approvals',
        fourEyes: true,
        check: (_given, entry, context) => otherEyes(entry?.by, context, 'refundRequest'),
      },
    ),
    RefuseRefund: ends(
      'RefundRefused',
      'Refuses a refund.',
      { reason: line('another debt takes the money') },
      { at: 'refusals' },
    ),
    CloseRefundRequest: ends(
      'RefundRequestClosed',
      'Says that the request was taken back; the refund says itself that it applies it.',
      { outcome: choice('REVOKED', 'APPLIED') },
      { at: 'closures', check: ({ outcome }, _entry, context) => appliedByHand(outcome, context, 'refundRequest') },
    ),
  },
});

export const holdReleaseRequests = register({
  stream: 'case',
  entry: 'holdReleaseRequest',
  path: 'hold-release-requests',
  asks: 'Which releases of holds were asked for, and who approved them?',
  deeds: {
    RequestEarlyHoldRelease: opens('HoldReleaseRequested', 'Asks that a hold be released before its cause has ended.', {
      hold: choice('DISPUTE', 'PLAN', 'INCIDENT', 'LEGAL', 'OTHER'),
      dispute: opt(about(part('dispute'), 'The only dispute whose hold it may release.')),
      plan: opt(about(part('plan'), 'The only plan whose hold it may release.')),
      reason: line('the dispute was found to be of another account'),
    }),
    ApproveEarlyHoldRelease: steps(
      'HoldReleaseApproved',
      'Approves a release that somebody else asked for.',
      { authority: code('level-2') },
      {
        at: 'approvals',
        fourEyes: true,
        check: (_given, entry, context) => otherEyes(entry?.by, context, 'holdReleaseRequest'),
      },
    ),
    RefuseEarlyHoldRelease: ends(
      'HoldReleaseRefused',
      'Refuses a release.',
      { reason: line('the dispute is not answered') },
      { at: 'refusals' },
    ),
    CloseHoldReleaseRequest: ends(
      'HoldReleaseRequestClosed',
      'Says that the request was taken back; what releases the hold says itself that it applies it.',
      { outcome: choice('REVOKED', 'APPLIED') },
      {
        at: 'closures',
        // The ends of disputes and plans name such a request: what released another kind of hold is said by hand.
        check: ({ outcome }, entry, context) =>
          entry?.fields.hold === 'DISPUTE' || entry?.fields.hold === 'PLAN'
            ? appliedByHand(outcome, context, 'holdReleaseRequest')
            : undefined,
      },
    ),
  },
});

export const approvalRegisters = [chargeOffRequests, refundRequests, holdReleaseRequests] as const;
