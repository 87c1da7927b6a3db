/** A waiver asked for and approved by somebody else (duty D17); applying it is `ApplyWaiver`. */
import { CHARGEABLE, type Component } from '../components.js';
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
        component: choice(...(CHARGEABLE as unknown as [Component, ...Component[]])),
        amount: amount(5_000),
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
        check: ({ limit }, entry, { by }) => {
          if (entry?.by === by) {
            return notAllowed(
              'four-eyes',
              'Who asked for the waiver cannot approve it: ask somebody else.',
              'waiverRequest',
            );
          }
          if (limit === undefined || (entry?.fields.amount as number) <= limit) return undefined;
          return notAllowed('above-authority', `The waiver is above the limit of ${limit} minor units.`, 'limit');
        },
      },
    ),
    RefuseWaiver: ends('WaiverRefused', 'Refuses a waiver.', { reason: line('no hardship shown') }, { at: 'refusals' }),
    CloseWaiverRequest: ends(
      'WaiverRequestClosed',
      'Says that the waiver was applied, or revoked.',
      { outcome: choice('APPLIED', 'REVOKED') },
      { at: 'closures' },
    ),
  },
});

export const waiverRegisters = [waiverRequests] as const;
