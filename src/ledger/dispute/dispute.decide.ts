/** Decides dispute commands. A dispute places a hold; only its end releases it. */
import { neededRequest, usedRequest } from '../approval/approved.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { amountRefusal, debtsFor, firstRefusal, flagsOf, frameOf, sealed, subjectOf } from '../checks.js';
import type { Command, Context, Rules } from '../command.js';
import type { New } from '../fact.js';
import { consequenceOfHold } from '../payment/allocation.calc.js';
import { postingsOf } from '../payment/posting.calc.js';
import { isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import type { DisputeGround } from './dispute.events.js';
import type { Dispute } from './dispute.state.js';

export interface RaiseDispute extends Command {
  readonly type: 'RaiseDispute';
  readonly ground: DisputeGround;
  readonly debts?: readonly string[];
  /** Disputed portion, minor units; the whole where absent. */
  readonly amount?: number;
  readonly inWriting?: boolean;
  readonly text?: string;
  /** False: recorded without holding collection. */
  readonly hold?: boolean;
  /** First step, as a source names it. */
  readonly step?: string;
  readonly result?: string;
}
interface OnDispute extends Command {
  /** The dispute; the case's last one where absent. */
  readonly dispute?: string;
}
export interface RecordDisputeStep extends OnDispute {
  readonly type: 'RecordDisputeStep';
  readonly step: string;
  readonly result?: string;
}
export interface ResolveDispute extends OnDispute {
  readonly type: 'ResolveDispute';
  readonly outcome: string;
  /** An approved one that this uses up, where the dispute holds collection. */
  readonly holdReleaseRequest?: string;
}
export interface WithdrawDispute extends OnDispute {
  readonly type: 'WithdrawDispute';
  /** An approved one that this uses up, where the dispute holds collection. */
  readonly holdReleaseRequest?: string;
}
export type DisputeCommand = RaiseDispute | RecordDisputeStep | ResolveDispute | WithdrawDispute;

function disputeFor(state: CaseState, id: string | undefined): Dispute | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const found = id === undefined ? [...state.disputes.values()].at(-1) : state.disputes.get(id);
  if (found) return found;
  const message = id === undefined ? 'The case has no dispute.' : `The case has no dispute '${id}'.`;
  return unknown('unknown-dispute', message, 'dispute');
}

function standing(state: CaseState, id: string | undefined): Dispute | Refusal {
  const found = disputeFor(state, id);
  if (isRefusal(found) || found.stage === 'RAISED') return found;
  return notAllowed('dispute-ended', `The dispute was ${found.stage.toLowerCase()} already.`, 'dispute');
}

/** The hold's end, and what the money that it kept waiting is used for now. */
function released({ id, held }: Dispute, state: CaseState, { eff }: Context): New<CaseStreamFact>[] {
  if (!held) return [];
  const consequence = consequenceOfHold(state.account, { kind: 'release', id, eff });
  return [{ type: 'CollectionHoldReleased', data: { dispute: id }, cause: 0 }, ...postingsOf(consequence, 0, state)];
}

/**
 * Whoever ends a dispute that holds ends the hold: two persons do. Also where the debtor withdrew it: whoever records that could
 * record a letter to name as well, so a second person looks at it, and the hold lasts so long.
 */
function approvedRelease(
  { id, held }: Dispute,
  request: string | undefined,
  state: CaseState,
  context: Context,
): readonly New<CaseStreamFact>[] | Refusal {
  const what = 'To end a dispute that holds collection releases the hold, which';
  const missing = held ? neededRequest(context, 'holdReleaseRequest', request, what) : undefined;
  return missing ?? usedRequest(state, 'holdReleaseRequest', request, { of: [{ dispute: id, hold: 'DISPUTE' }] });
}

function raise(command: RaiseDispute, state: CaseState, { newId: dispute, eff }: Context): New<CaseStreamFact>[] {
  const { ground, debts, amount, inWriting, text, hold = true, step, result } = command;
  const data = { dispute, ground, debts, amount, inWriting, ...flagsOf(state) };
  const facts: New<CaseStreamFact>[] = [{ type: 'DisputeRaised', data, ...sealed(subjectOf(state), { text }) }];
  if (hold) facts.push({ type: 'CollectionHoldPlaced', data: { dispute, amount }, cause: 0 });
  if (step !== undefined) facts.push({ type: 'DisputeStepRecorded', data: { dispute, step, result }, cause: 0 });
  if (!hold) return facts;
  const entry = { kind: 'hold' as const, id: dispute, eff, why: 'disputed' as const, debts, amount };
  return [...facts, ...postingsOf(consequenceOfHold(state.account, entry), 0, state)];
}

export const disputeRules: Rules<DisputeCommand, CaseState, CaseStreamFact> = {
  RaiseDispute: {
    creates: 'dispute',
    personal: ['text'],
    decide(command, state, context) {
      const { debts, amount } = command;
      const refusal = firstRefusal(
        frameOf(state),
        debts === undefined ? undefined : debtsFor(state, debts),
        amount === undefined ? undefined : amountRefusal(amount, 'amount'),
      );
      return refusal ?? raise(command, state, context);
    },
  },
  RecordDisputeStep: {
    decide({ dispute, step, result }, state) {
      const found = disputeFor(state, dispute);
      if (isRefusal(found)) return found;
      return [{ type: 'DisputeStepRecorded', data: { dispute: found.id, step, result, ...flagsOf(state) } }];
    },
  },
  ResolveDispute: {
    decide({ dispute, outcome, holdReleaseRequest }, state, context) {
      const found = standing(state, dispute);
      if (isRefusal(found)) return found;
      const ends = approvedRelease(found, holdReleaseRequest, state, context);
      if (isRefusal(ends)) return ends;
      const data = { dispute: found.id, outcome, holdReleaseRequest, ...flagsOf(state) };
      return [{ type: 'DisputeResolved', data }, ...released(found, state, context), ...ends];
    },
  },
  WithdrawDispute: {
    decide({ dispute, holdReleaseRequest }, state, context) {
      const found = standing(state, dispute);
      if (isRefusal(found)) return found;
      const ends = approvedRelease(found, holdReleaseRequest, state, context);
      if (isRefusal(ends)) return ends;
      const data = { dispute: found.id, holdReleaseRequest, ...flagsOf(state) };
      return [{ type: 'DisputeWithdrawn', data }, ...released(found, state, context), ...ends];
    },
  },
};
