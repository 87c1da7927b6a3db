/** Decides promise commands. A promise is an intention: one that cannot be is refused. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { amountRefusal, currencyFor, dateRefusal, debtsFor, firstRefusal, flagsOf, frameOf } from '../checks.js';
import type { Command, Context, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import type { NewFactOf } from '../fact.js';
import { policyName } from '../policy.js';
import { isRefusal, notAllowed, unknown, impossible, type Refusal } from '../refusal.js';
import type { OutcomeNotice, PromiseOutcome, PromiseTerms } from './promise.events.js';
import type { PromiseRecord } from './promise.state.js';

interface Terms extends Command {
  readonly amount: number;
  readonly currency?: string;
  readonly dueDate: CivilDate;
  /** Debts promised on; all of the case's where absent. */
  readonly debts?: readonly string[];
  readonly graceDays?: number;
  readonly toleranceBps?: number;
  readonly channel?: string;
  readonly contact?: string;
  readonly promisedBy?: string;
}
export interface MakePromise extends Terms {
  readonly type: 'MakePromise';
}
export interface RenegotiatePromise extends Terms {
  readonly type: 'RenegotiatePromise';
  readonly promise: string;
}
export interface CancelPromise extends Command {
  readonly type: 'CancelPromise';
  readonly promise: string;
  readonly by: 'DEBTOR' | 'FIRM';
  readonly reason: string;
}
/** Sent by the reactor only: what the ledger noticed about a promise. */
export interface NoticePromiseOutcome extends Command {
  readonly type: 'NoticePromiseOutcome';
  readonly promise: string;
  readonly outcome: PromiseOutcome;
  readonly ordinal: number;
  readonly when?: 'ON_TIME' | 'IN_GRACE';
  readonly paid: number;
  readonly ratioBps: number;
  readonly qualifying: readonly string[];
  readonly retrospective: boolean;
}
export type PromiseCommand = MakePromise | RenegotiatePromise | CancelPromise | NoticePromiseOutcome;

export const PROMISE_GRACE_DAYS_MAX = 365;

function termsRefusal(
  command: MakePromise | RenegotiatePromise,
  state: CaseState,
  { eff }: Context,
): Refusal | undefined {
  const { amount, currency, dueDate, debts, graceDays = 0, toleranceBps = 0, contact } = command;
  const refusal = firstRefusal(
    frameOf(state),
    amountRefusal(amount, 'amount'),
    currencyFor(state, currency),
    debtsFor(state, debts),
    dateRefusal(dueDate, 'dueDate'),
    amountRefusal(graceDays, 'graceDays'),
    amountRefusal(toleranceBps, 'toleranceBps'),
  );
  if (refusal) return refusal;
  if (amount === 0)
    return notAllowed('zero-amount', 'A promise of nothing promises nothing: give an amount.', 'amount');
  if (dueDate < eff) {
    return notAllowed(
      'due-before-made',
      `The promise was made on ${eff}; it cannot have been due on ${dueDate}.`,
      'dueDate',
    );
  }
  if (state.debts.size === 0) return notAllowed('no-debt', 'The case has no debt that could be promised on.', 'debts');
  if (graceDays > PROMISE_GRACE_DAYS_MAX || toleranceBps > 10_000) {
    return impossible(
      'bad-terms',
      `graceDays is at most ${PROMISE_GRACE_DAYS_MAX}, toleranceBps at most 10000.`,
      'graceDays',
    );
  }
  if (contact !== undefined && !state.contacts.has(contact)) {
    return unknown('unknown-contact', `The case has no contact '${contact}'.`, 'contact');
  }
  return undefined;
}

function termsOf(
  command: MakePromise | RenegotiatePromise,
  state: CaseState,
  { newId, policy }: Context,
): PromiseTerms {
  const { amount, dueDate, graceDays, toleranceBps, channel, contact, promisedBy } = command;
  return {
    promise: newId,
    debts: debtsFor(state, command.debts) as readonly string[],
    amount,
    currency: currencyFor(state, command.currency) as string,
    dueDate,
    graceDays: graceDays ?? policy.promiseGraceDays,
    toleranceBps: toleranceBps ?? policy.promiseToleranceBps,
    policy: policyName(policy),
    channel,
    contact,
    promisedBy,
    ...flagsOf(state),
  };
}

function promiseFor(state: CaseState, id: string): PromiseRecord | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  return state.promises.get(id) ?? unknown('unknown-promise', `The case has no promise '${id}'.`, 'promise');
}

/** A promise that has not ended. */
function standing(state: CaseState, id: string): PromiseRecord | Refusal {
  const promise = promiseFor(state, id);
  if (isRefusal(promise)) return promise;
  if (promise.ended) {
    return notAllowed(
      'promise-ended',
      `The promise was ${promise.ended.how.toLowerCase()} on ${promise.ended.on}.`,
      'promise',
    );
  }
  return promise;
}

type NoticeFact =
  | NewFactOf<'PromiseKept', OutcomeNotice & { when: 'ON_TIME' | 'IN_GRACE' }>
  | NewFactOf<'PromisePartiallyKept' | 'PromiseBroken', OutcomeNotice>
  | NewFactOf<'PromiseOutcomeRevised', OutcomeNotice & { from: PromiseOutcome; to: PromiseOutcome }>;

/** The first notice says what became of the promise, a later one what it is revised to. */
function noticeFact(command: NoticePromiseOutcome, known: PromiseRecord): NoticeFact | Refusal {
  const { promise, outcome, ordinal, paid, ratioBps, qualifying, when, retrospective } = command;
  const flags = retrospective ? { flags: ['retrospective' as const] } : {};
  const data = { promise, ordinal, paid, ratioBps, qualifying, ...flags };
  if (known.notice) {
    return { type: 'PromiseOutcomeRevised', data: { ...data, from: known.notice.outcome, to: outcome } };
  }
  switch (outcome) {
    case 'KEPT':
      return { type: 'PromiseKept', data: { ...data, when: when ?? 'ON_TIME' } };
    case 'PARTIALLY_KEPT':
      return { type: 'PromisePartiallyKept', data };
    case 'BROKEN':
      return { type: 'PromiseBroken', data };
    case 'OPEN':
    case 'CANCELLED':
    case 'RENEGOTIATED':
      return notAllowed('nothing-to-notice', `A promise that is ${outcome} needs no notice.`);
  }
}

export const promiseRules: Rules<PromiseCommand, CaseState, CaseStreamFact> = {
  MakePromise: {
    creates: 'promise',
    decide(command, state, context) {
      const refusal = termsRefusal(command, state, context);
      return refusal ?? [{ type: 'PromiseMade', data: termsOf(command, state, context) }];
    },
  },
  RenegotiatePromise: {
    creates: 'promise',
    decide(command, state, context) {
      const old = standing(state, command.promise);
      const refusal = firstRefusal(old) ?? termsRefusal(command, state, context);
      if (refusal || isRefusal(old)) return refusal ?? (old as Refusal);
      const data = { ...termsOf(command, state, context), supersedes: command.promise };
      return [{ type: 'PromiseRenegotiated', data, ref: old.event }];
    },
  },
  CancelPromise: {
    decide({ promise, by, reason }, state) {
      const known = standing(state, promise);
      if (isRefusal(known)) return known;
      return [{ type: 'PromiseCancelled', data: { promise, by, reason, ...flagsOf(state) }, ref: known.event }];
    },
  },
  NoticePromiseOutcome: {
    decide(command, state) {
      const known = promiseFor(state, command.promise);
      if (isRefusal(known)) return known;
      if (command.ordinal !== (known.notice?.ordinal ?? 0) + 1) {
        return notAllowed('notice-out-of-turn', 'Another notice was recorded meanwhile.', 'ordinal');
      }
      const fact = noticeFact(command, known);
      return isRefusal(fact) ? fact : [fact];
    },
  },
};
