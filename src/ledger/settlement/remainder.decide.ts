/** What a settlement leaves is waived, component by component, in the append of its completion (law 5). */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { chargeRules } from '../charge/charge.decide.js';
import type { Context } from '../command.js';
import type { Component } from '../components.js';
import { addDays } from '../dates.js';
import type { New } from '../fact.js';
import { accrualEntries } from '../interest/postings.calc.js';
import { copyOf, type Account } from '../payment/account.state.js';
import { consequenceOf } from '../payment/allocation.calc.js';
import { postingsOf } from '../payment/posting.calc.js';
import { evolveAccount, type MoneyFact } from '../payment/payment.state.js';
import { isRefusal } from '../refusal.js';

export const REMAINDER_REASON = 'SETTLEMENT';

/**
 * The waivers of all that some debts owe, each decided on what the one before it leaves. Their cause is the fact at
 * index 0 of the decision that they follow.
 */
export function waiveAll(state: CaseState, context: Context, debts: readonly string[], authority: string) {
  const account = copyOf(state.account);
  const after: CaseState = { ...state, account };
  const facts: New<CaseStreamFact>[] = [...postInterest(account, after, context)];
  let waived = 0;
  const of: { readonly debt: string; readonly component: Component }[] = [];
  let count = 0;
  const owed = debts.flatMap((debt) =>
    [...(account.due.get(debt)?.keys() ?? [])].map((component) => ({ debt, component })),
  );
  for (const { debt, component } of owed) {
    const amount = account.due.get(debt)?.get(component) ?? 0;
    if (amount <= 0) continue;
    const waiver: Waiver = { debt, component, amount, authority };
    const own = decideWaiver(after, { ...context, newId: `${context.newId}-${++count}` }, waiver);
    // Postings that a waiver causes name it by its place in the whole decision.
    const first = facts.length + 1;
    facts.push(...own.map((fact) => ({ ...fact, cause: typeof fact.cause === 'number' ? first + fact.cause : 0 })));
    for (const fact of own) evolveAccount(account, standIn(fact, context));
    waived += amount;
    of.push({ debt, component });
  }
  return { facts, waived, of };
}

/** Interest is posted up to the day before, so that the waivers find it and none comes up afterwards. */
function postInterest(account: Account, state: CaseState, context: Context): readonly New<CaseStreamFact>[] {
  const accrued = accrualEntries(account, addDays(context.eff, -1));
  if (accrued.length === 0) return [];
  const facts = postingsOf(consequenceOf(account, accrued), 0, state);
  for (const fact of facts) evolveAccount(account, standIn(fact, context));
  return facts;
}

interface Waiver {
  readonly debt: string;
  readonly component: Component;
  readonly amount: number;
  readonly authority: string;
}

function decideWaiver(state: CaseState, context: Context, waiver: Waiver): readonly New<CaseStreamFact>[] {
  const decision = chargeRules.ApplyWaiver.decide(
    { type: 'ApplyWaiver', ...waiver, reason: REMAINDER_REASON },
    state,
    context,
  );
  if (isRefusal(decision)) throw new Error(`what is owed cannot be waived: ${decision.message}`);
  return decision;
}

/** A fact that is not recorded yet, as far as the account looks at it. */
function standIn(fact: New<CaseStreamFact>, { at, eff }: Context): MoneyFact {
  return { ...fact, id: '', at: fact.at ?? at, eff: fact.eff ?? eff } as unknown as MoneyFact;
}
