/**
 * A waiver asked for and approved by somebody else (duty D17). It is applied by `ApplyWaiver`, by `AdjustBalance` where that
 * lowers what is owed, and by `CompleteSettlement` where something is left.
 */
import { appliedByHand } from '../approval/by-hand.calc.js';
import { CHARGEABLE, type Component } from '../components.js';
import { otherEyes } from '../erasure/four-eyes.calc.js';
import { notAllowed } from '../refusal.js';
import { about, amount, choice, code, line, opt, part } from '../register/field.js';
import { ends, opens, register, steps } from '../register/register.js';

export const waiverRequests = register({
  stream: 'case',
  entry: 'waiverRequest',
  path: 'waiver-requests',
  asks: 'Which waivers were asked for, and who approved them?',
  deeds: {
    RequestWaiver: opens(
      'WaiverRequested',
      'Asks for a waiver.',
      {
        debt: opt(part('debt')),
        component: opt(choice(...(CHARGEABLE as unknown as [Component, ...Component[]]))),
        amount: about(amount(5_000), 'At most this much is given up: waived, adjusted, or left by a settlement.'),
        reason: line('goodwill after a wrong letter'),
      },
      {
        check: (given) =>
          given.amount === 0
            ? notAllowed('zero-amount', 'A waiver of nothing waives nothing: give an amount.', 'amount')
            : undefined,
      },
    ),
    ApproveWaiver: steps(
      'WaiverApproved',
      'Approves a waiver that somebody else asked for.',
      { authority: code('level-2'), limit: opt(about(amount(10_000), 'How much that authority may waive.')) },
      {
        at: 'approvals',
        fourEyes: true,
        check: ({ limit }, entry, context) => {
          const same = otherEyes(entry?.by, context, 'waiverRequest');
          if (same) return same;
          if (limit === undefined || (entry?.fields.amount as number) <= limit) return undefined;
          return notAllowed('above-authority', `The waiver is above the limit of ${limit} minor units.`, 'limit');
        },
      },
    ),
    RefuseWaiver: ends('WaiverRefused', 'Refuses a waiver.', { reason: line('no hardship shown') }, { at: 'refusals' }),
    CloseWaiverRequest: ends(
      'WaiverRequestClosed',
      'Says that the request was taken back; what applies it says so itself.',
      { outcome: choice('REVOKED', 'APPLIED') },
      { at: 'closures', check: ({ outcome }, _entry, context) => appliedByHand(outcome, context, 'waiverRequest') },
    ),
  },
});

export const waiverRegisters = [waiverRequests] as const;
