/** Decides settlement commands. */
import { neededRequest, usedRequest } from '../approval/approved.decide.js';
import { loweredInterest } from '../approval/posted-interest.decide.js';
import type { CaseState, CaseStreamFact } from '../case-state.js';
import {
  amountRefusal,
  currencyFor,
  dateRefusal,
  debtsFor,
  firstRefusal,
  flagsOf,
  frameOf,
  valueDateRefusal,
} from '../checks.js';
import type { Command, Context, Decision, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import { flowsOf } from '../payment/counted.calc.js';
import { agreementRefusal } from '../plan/plan.decide.js';
import { isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import { waiveAll } from './remainder.decide.js';
import { evaluateSettlement, type SettlementResult } from './settlement.calc.js';
import type { SettlementStage } from './settlement.events.js';
import type { SettlementRecord } from './settlement.state.js';

export interface OfferSettlement extends Command {
  readonly type: 'OfferSettlement';
  readonly amount: number;
  readonly currency?: string;
  /** All of the case's where absent. */
  readonly debts?: readonly string[];
  /** Last day on which it may be accepted. */
  readonly expires: CivilDate;
  /** Last value date of what is paid for it; `expires` where left out. */
  readonly payBy?: CivilDate;
  readonly authority?: string;
}
export interface AcceptSettlement extends Command {
  readonly type: 'AcceptSettlement';
  readonly settlement: string;
  readonly form: 'WRITTEN' | 'ORAL';
  readonly recordingRef?: string;
}
export interface CompleteSettlement extends Command {
  readonly type: 'CompleteSettlement';
  readonly settlement: string;
  /** Who may give up the rest. */
  readonly authority: string;
  /** An approved one that this uses up, where something is left. */
  readonly waiverRequest?: string;
}
/** Sent by the reactor only. */
export interface NoticeSettlement extends Command {
  readonly type: 'NoticeSettlement';
  readonly settlement: string;
  readonly stage: SettlementStage;
  readonly ordinal: number;
  readonly paid: number;
  readonly retrospective: boolean;
}
export type SettlementCommand = OfferSettlement | AcceptSettlement | CompleteSettlement | NoticeSettlement;

function settlementFor(state: CaseState, id: string): SettlementRecord | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  return (
    state.settlements.get(id) ?? unknown('unknown-settlement', `The case has no settlement '${id}'.`, 'settlement')
  );
}

/** What the debts owe as recorded now, minor units. */
function owedOn(state: CaseState, debts: readonly string[]): number {
  let owed = 0;
  for (const debt of debts) for (const amount of state.account.due.get(debt)?.values() ?? []) owed += amount;
  return owed;
}

function offer(command: OfferSettlement, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const { amount, expires, payBy = expires, authority } = command;
  const debts = debtsFor(state, command.debts);
  const currency = currencyFor(state, command.currency);
  const refusal =
    firstRefusal(amountRefusal(amount, 'amount'), currency, debts) ??
    firstRefusal(dateRefusal(expires, 'expires'), dateRefusal(payBy, 'payBy'));
  if (refusal) return refusal;
  if (amount === 0) return notAllowed('zero-amount', 'A settlement for nothing is a waiver: waive the debt.', 'amount');
  const owed = owedOn(state, debts as readonly string[]);
  if (amount >= owed) {
    const message = `The debts owe ${owed} minor units: a settlement takes less than that for the whole.`;
    return notAllowed('settlement-not-less', message, 'amount');
  }
  if (expires < context.eff || payBy < context.eff) {
    const field = expires < context.eff ? 'expires' : 'payBy';
    return notAllowed('expires-before-offered', `${field} lies before ${context.eff}, the day of the offer.`, field);
  }
  const terms = { settlement: context.newId, debts: debts as readonly string[], amount, currency: currency as string };
  return [{ type: 'SettlementOffered', data: { ...terms, owed, expires, payBy, authority, ...flagsOf(state) } }];
}

function accept(command: AcceptSettlement, state: CaseState, { eff }: Context): Decision<CaseStreamFact> {
  const known = settlementFor(state, command.settlement);
  if (isRefusal(known)) return known;
  const { settlement, expires } = known.terms;
  if (known.accepted) {
    return notAllowed('settlement-accepted', `It was accepted on ${known.accepted.on} already.`, 'settlement');
  }
  if (eff < known.offered.on) {
    const message = `It was offered on ${known.offered.on}; it cannot have been accepted on ${eff}.`;
    return notAllowed('accepted-before-offered', message, 'effectiveDate');
  }
  if (eff > expires) {
    const message = `The offer lapsed after ${expires}; make another, or say on which day it was accepted.`;
    return notAllowed('settlement-lapsed', message, 'settlement');
  }
  const { form, recordingRef } = command;
  const refusal = agreementRefusal({ form, recordingRef });
  if (refusal) return refusal;
  return [{ type: 'SettlementAccepted', data: { settlement, form, recordingRef, ...flagsOf(state) } }];
}

/** Why it cannot be completed yet, or any more. */
function completionRefusal({ terms }: SettlementRecord, { stage, since, paid }: SettlementResult): Refusal | undefined {
  if (stage === 'PAID') return undefined;
  const reasons: Readonly<Record<Exclude<SettlementStage, 'PAID'>, string>> = {
    OFFERED: 'It was not accepted yet.',
    ACCEPTED: `${paid} of ${terms.amount} minor units are paid so far.`,
    COMPLETED: `It was completed on ${since} already.`,
    LAPSED: `It lapsed on ${since}, with ${paid} of ${terms.amount} minor units paid in time.`,
  };
  return notAllowed('settlement-stage', reasons[stage], 'settlement');
}

function complete(command: CompleteSettlement, state: CaseState, context: Context): Decision<CaseStreamFact> {
  const known = settlementFor(state, command.settlement);
  if (isRefusal(known)) return known;
  const ahead = valueDateRefusal(context);
  if (ahead) return ahead;
  const { settlement, debts } = known.terms;
  const result = evaluateSettlement(known, flowsOf(state.account, new Set(debts)), context.eff);
  const refusal = completionRefusal(known, result);
  if (refusal) return refusal;
  const { authority, waiverRequest } = command;
  const { facts, waived, of } = waiveAll(state, context, debts, authority);
  // Completed as of a day before, it lowers what was posted since as well.
  const interest = loweredInterest(facts);
  const left = waived + interest.amount;
  const rest = `To waive the ${left} minor units that it leaves`;
  const ends =
    (left > 0 ? neededRequest(context, 'waiverRequest', waiverRequest, rest) : undefined) ??
    usedRequest(state, 'waiverRequest', waiverRequest, { of: [...of, ...interest.of], amount: left });
  if (isRefusal(ends)) return ends;
  const data = { settlement, paid: result.paid, waived, authority, waiverRequest, ...flagsOf(state) };
  return [{ type: 'SettlementCompleted', data }, ...facts, ...ends];
}

function notice(command: NoticeSettlement, state: CaseState): Decision<CaseStreamFact> {
  const known = settlementFor(state, command.settlement);
  if (isRefusal(known)) return known;
  const { settlement, stage, ordinal, paid, retrospective } = command;
  if (ordinal !== (known.noticed?.ordinal ?? 0) + 1) {
    return notAllowed('notice-out-of-turn', 'Another notice was recorded meanwhile.', 'ordinal');
  }
  const data = { settlement, ordinal, paid, ...(retrospective ? { flags: ['retrospective' as const] } : {}) };
  if (known.noticed) {
    return [{ type: 'SettlementLapseRevised', data: { ...data, from: known.noticed.stage, to: stage } }];
  }
  if (stage !== 'LAPSED') return notAllowed('nothing-to-notice', 'Only a lapse is noticed.', 'stage');
  return [{ type: 'SettlementLapsed', data: { ...data, stage: known.accepted ? 'ACCEPTED' : 'OFFERED' } }];
}

export const settlementRules: Rules<SettlementCommand, CaseState, CaseStreamFact> = {
  OfferSettlement: { creates: 'settlement', decide: offer },
  AcceptSettlement: { decide: accept },
  CompleteSettlement: { creates: 'waiver', decide: complete },
  NoticeSettlement: { decide: notice },
};
