/** What is never said by hand of a request: that it was applied. */
import type { Context } from '../command.js';
import { notAllowed, type Refusal } from '../refusal.js';

/** Refuses that somebody says by hand that a request was applied: what applies it says so itself, in its append. */
export function appliedByHand(outcome: unknown, { asksApproval }: Context, noun: string): Refusal | undefined {
  if (!asksApproval || outcome !== 'APPLIED') return undefined;
  const message = `What applies it records that itself: name ${noun} there. By hand it is only REVOKED.`;
  return notAllowed('applied-by-hand', message, 'outcome');
}
