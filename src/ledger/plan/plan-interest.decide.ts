/**
 * Interest under a plan that suspends it: suspended in the append of what puts the plan into force, resumed in that of what
 * ends it, each with what it changes of postings (law 4). A plan's suspensions are `<plan>.1`, `<plan>.2`, …
 */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { flagsOf } from '../checks.js';
import type { Context } from '../command.js';
import { addDays, type CivilDate } from '../dates.js';
import type { New } from '../fact.js';
import type { InterestFact } from '../interest/interest.events.js';
import type { Suspension } from '../interest/terms.js';
import type { DebtAccount } from '../payment/account.state.js';
import { consequenceOfDebts } from '../payment/allocation.calc.js';
import { interestAfter } from '../payment/interest-after.calc.js';
import { postingsOf } from '../payment/posting.calc.js';
import type { PlanState, PlanTerms } from './plan.events.js';

type Change = Extract<New<InterestFact>, { type: 'InterestSuspended' | 'InterestResumed' }>;
type Facts = readonly New<CaseStreamFact>[];

/** What becomes of a plan's interest. */
export interface InterestTurn {
  /** The first day on which the terms before no longer hold. */
  readonly endsOn?: CivilDate;
  /** Terms that hold from a day on; `until` is the first on which they no longer do. */
  readonly begins?: { readonly terms: PlanTerms; readonly on: CivilDate; readonly until?: CivilDate };
}

/** The first day that bears interest again after a plan has come to an end. What it was completed by was paid under it. */
export function resumesOn(state: PlanState, since: CivilDate): CivilDate | undefined {
  if (state === 'ON_TRACK' || state === 'BEHIND') return undefined;
  return state === 'COMPLETED' ? addDays(since, 1) : since;
}

/** The suspensions of a plan, oldest first. */
function suspensionsOf({ account }: CaseState, plan: string): Suspension[] {
  const found = new Map<string, Suspension>();
  for (const { interest } of account.debts.values()) {
    for (const item of interest?.suspensions ?? []) if (item.id.startsWith(`${plan}.`)) found.set(item.id, item);
  }
  return [...found.values()];
}

/**
 * The facts of a turn and their postings, to stand behind others of one append.
 * @param after how many facts stand before them; the first is their cause.
 */
export function interestTurn(
  state: CaseState,
  plan: string,
  { endsOn, begins }: InterestTurn,
  { eff, after }: Pick<Context, 'eff'> & { readonly after: number },
): Facts {
  const known = suspensionsOf(state, plan);
  const last = known[known.length - 1];
  const flags = flagsOf(state);
  const changes: Change[] = [];
  const isOpen = last !== undefined && (last.to === undefined || (endsOn !== undefined && last.to > endsOn));
  if (isOpen && endsOn !== undefined) {
    const data = { suspension: last.id, on: endsOn, ...flags };
    // Completed today, it is borne again tomorrow: that is known today.
    const on = endsOn < eff ? endsOn : eff;
    changes.push({ type: 'InterestResumed', data, at: on, eff: on, cause: 0 });
  }
  if (begins?.terms.interest === 'SUSPENDED' && (!isOpen || endsOn !== undefined)) {
    const suspension = `${plan}.${known.length + 1}`;
    const { terms, on: from, until: to } = begins;
    const data = { suspension, debts: terms.debts, from, ...(to && { to }), reason: 'PLAN' as const, ...flags };
    changes.push({ type: 'InterestSuspended', data, at: begins.on, eff: begins.on, cause: 0 });
  }
  return changes.length === 0 ? [] : [...changes, ...consequencesOf(state, changes, eff, after)];
}

/** What postings should have been after all these changes together. */
function consequencesOf({ account }: CaseState, changes: readonly Change[], eff: CivilDate, after: number): Facts {
  const debts = new Map(account.debts);
  const seen = new Map<string, DebtAccount>();
  for (const change of changes) {
    for (const debt of interestAfter({ ...account, debts }, change)) {
      debts.set(debt.id, debt);
      seen.set(debt.id, debt);
    }
  }
  return postingsOf(consequenceOfDebts(account, [...seen.values()], eff), after + changes.length - 1, { account });
}

/** A plan ended on a day: where it was noticed to have ended earlier, interest is suspended for the days between, too. */
export function endedOn(state: CaseState, terms: PlanTerms, endsOn: CivilDate): InterestTurn {
  const until = suspensionsOf(state, terms.plan).at(-1)?.to;
  return until === undefined || until >= endsOn ? { endsOn } : { begins: { terms, on: until, until: endsOn } };
}

/** After a notice was revised: a plan that turns out to stand after all suspends again from where it was resumed. */
export function suspendedAgain(state: CaseState, terms: PlanTerms): InterestTurn {
  const from = suspensionsOf(state, terms.plan).at(-1)?.to;
  return from === undefined ? {} : { begins: { terms, on: from } };
}
