/** Checks that deciders of several facts share. Each gives a refusal or what was asked for. */
import type { CaseState } from './case-state.js';
import type { OpenFrame } from './case/case.state.js';
import { debtorOf } from './case/case.state.js';
import type { Context } from './command.js';
import { CHARGEABLE } from './components.js';
import { isCivilDate, isInstant } from './dates.js';
import type { Flag } from './fact.js';
import { AMOUNT_MAX, amountProblem, isCurrency } from './money.js';
import { impossible, isRefusal, unknown, type Refusal } from './refusal.js';

export type Frame = OpenFrame & { readonly stage: 'OPEN' | 'CLOSED' };

/** The case's frame; refuses when the case was never opened. */
export function frameOf(state: CaseState): Frame | Refusal {
  if (state.frame.stage === 'NONE')
    return unknown('unknown-case', `There is no case ${state.id}. Open it first.`, 'case');
  return state.frame;
}

/** The named debt, or the case's only one. */
export function debtFor(state: CaseState, id: string | undefined): string | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  if (id !== undefined) {
    return state.debts.has(id) ? id : unknown('unknown-debt', `The case has no debt '${id}'.`, 'debt');
  }
  const [only, second] = state.debts.keys();
  if (only === undefined) return unknown('unknown-debt', 'The case has no debt yet. Register one first.', 'debt');
  if (second !== undefined) {
    return impossible('ambiguous-debt', `The case has ${state.debts.size} debts: name the one that is meant.`, 'debt');
  }
  return only;
}

/** The named debts, each checked; all of the case's where none is named. */
export function debtsFor(state: CaseState, ids: readonly string[] | undefined): readonly string[] | Refusal {
  if (ids === undefined || ids.length === 0) return [...state.debts.keys()];
  const missing = ids.find((id) => !state.debts.has(id));
  if (missing !== undefined) return unknown('unknown-debt', `The case has no debt '${missing}'.`, 'debts');
  return [...new Set(ids)];
}

export function amountRefusal(value: unknown, field: string, minimum = 0): Refusal | undefined {
  const problem = amountProblem(value, minimum);
  return problem === undefined ? undefined : impossible('bad-amount', `${field} ${problem}.`, field);
}

/** The currency to record: the one given must be the case's, and some currency must be known. */
export function currencyFor(state: CaseState, given: string | undefined): string | Refusal {
  if (given !== undefined && !isCurrency(given)) {
    return impossible('bad-currency', `'${given}' is no ISO 4217 code such as EUR.`, 'currency');
  }
  const currency = state.currency ?? given;
  if (currency === undefined) {
    return impossible('currency-missing', 'The case has no currency yet: name one.', 'currency');
  }
  if (given !== undefined && given !== currency) {
    return impossible(
      'wrong-currency',
      `The case is kept in ${currency}, not in ${given}. Open another case for it.`,
      'currency',
    );
  }
  return currency;
}

export function dateRefusal(value: string | undefined, field: string): Refusal | undefined {
  if (value === undefined || isCivilDate(value)) return undefined;
  return impossible('bad-date', `${field} '${value}' is no civil date YYYY-MM-DD.`, field);
}

export function instantRefusal(value: string | undefined, field: string): Refusal | undefined {
  if (value === undefined || isInstant(value)) return undefined;
  return impossible('bad-moment', `${field} '${value}' is no RFC 3339 instant.`, field);
}

/** Money has a value date that has come: it cannot be booked ahead (law 1). */
export function valueDateRefusal(context: Context): Refusal | undefined {
  if (context.eff <= context.today) return undefined;
  return impossible(
    'value-date-ahead',
    `effectiveDate ${context.eff} lies after today (${context.today}) in the case's zone. Record it when the day has come.`,
    'effectiveDate',
  );
}

export function componentRefusal(component: string): Refusal | undefined {
  if ((CHARGEABLE as readonly string[]).includes(component)) return undefined;
  return impossible('unknown-component', `'${component}' is none of ${CHARGEABLE.join(', ')}.`, 'component');
}

/** Refuses an amount that would take the account out of the safe integers. */
export function overflowRefusal(state: CaseState, amount: number, field: string): Refusal | undefined {
  if (Number.isSafeInteger(state.account.turnover + amount)) return undefined;
  return impossible('amount-overflow', `${field} would take the account above ${AMOUNT_MAX} minor units.`, field);
}

/** The flags a fact gets: it is recorded all the same (law 1). Absent when there are none. */
export function flagsOf(state: CaseState, amount?: number): { readonly flags?: readonly Flag[] } {
  const flags: Flag[] = [];
  if (state.frame.stage === 'CLOSED') flags.push('case-closed');
  if (isRecalled(state)) flags.push('case-recalled');
  if (amount === 0) flags.push('zero-amount');
  return flags.length > 0 ? { flags } : {};
}

/** The flags of what somebody does to collect or pay: it may also come when nothing is owed any more. */
export function flagsOfAct(state: CaseState, amount?: number): { readonly flags?: readonly Flag[] } {
  const { flags = [] } = flagsOf(state, amount);
  const isSettled = state.debts.size > 0 && state.account.due.size === 0;
  if (isSettled) return { flags: [...flags, 'case-settled'] };
  return flags.length > 0 ? { flags } : {};
}

/** Closed as recalled, or placed with agencies and taken back from all of them. */
export function isRecalled({ frame, placements }: CaseState): boolean {
  if (frame.stage === 'CLOSED' && frame.reason === 'RECALLED') return true;
  return placements.size > 0 && ![...placements.values()].some((placement) => placement.active);
}

/** Whose personal data a fact of the case holds: the named person's, else the debtor's, else the case's own. */
export function subjectOf(state: CaseState, party?: string): string {
  return party ?? debtorOf(state.frame) ?? state.id;
}

/** Free text as it leaves the body; nothing when there is none. */
export function sealed(subject: string, fields: Record<string, string | undefined>) {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? { personal: { subject, fields: Object.fromEntries(given) } } : {};
}

/** The first refusal among checks, in order. */
export function firstRefusal(...checks: readonly unknown[]): Refusal | undefined {
  return checks.find(isRefusal);
}
