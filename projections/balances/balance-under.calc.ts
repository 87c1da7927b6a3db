/**
 * The balance if every reversal had been recorded under one basis. Moving the dates of the recorded moves is not enough:
 * under the other basis later money would have paid something else, or been held. So the account is replayed.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { COMPONENTS, isComponent, type Balances, type Component } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { withPostings } from '../../src/ledger/interest/index.js';
import { componentsOf, heldOf, journalOf, netOf, newBook, step, type Account } from '../../src/ledger/payment/index.js';
import { entriesUnder } from '../reversals/entries-under.calc.js';
import { balanceOf, type Basis, type CaseBalance } from './balance.calc.js';

/** Components that are not zero, in their fixed order. */
function balancesOf(amounts: ReadonlyMap<Component, number>): Balances {
  const entries = COMPONENTS.map((name): [Component, number] => [name, amounts.get(name) ?? 0]);
  return Object.fromEntries(entries.filter(([, amount]) => amount !== 0));
}

/** The account with each reversal of the facts as if it had been recorded under the basis. */
export function accountUnder(account: Account, facts: readonly CaseStreamFact[], basis: Basis): Account {
  if (basis === 'recorded') return account;
  const named = basis === 'original' ? 'ORIGINAL_DATE' : 'REVERSAL_DATE';
  const entries = facts.reduce<Account['entries']>(
    (known, fact) => (fact.type === 'PaymentReversed' ? entriesUnder(known, fact, named) : known),
    account.entries,
  );
  return { ...account, entries: [...withPostings({ ...account, entries })] };
}

/** Interest that the facts have posted by a day, by component. */
function postedBy(facts: readonly CaseStreamFact[], day: CivilDate): Map<Component, number> {
  const posted = new Map<Component, number>();
  const add = (component: string, amount: number): void => {
    if (isComponent(component)) posted.set(component, (posted.get(component) ?? 0) + amount);
  };
  for (const { eff, debit, credit, amount } of facts.flatMap(journalOf)) {
    if (eff > day) continue;
    if (credit === 'accruals') add(debit, amount);
    if (debit === 'accruals') add(credit, -amount);
  }
  return posted;
}

/** @param facts of one case, cut at K; `account` is their fold, under the basis (`accountUnder`). */
export function balanceUnder(
  facts: readonly CaseStreamFact[],
  account: Account,
  asOf: CivilDate,
  basis: Basis,
): CaseBalance {
  const moved = balanceOf(facts, asOf, basis);
  if (basis === 'recorded') return moved;
  const book = newBook(account.debts);
  for (const entry of account.entries) if (entry.eff <= asOf) step(book, entry, true);
  const recorded = postedBy(facts, asOf);
  const charged = new Map(
    COMPONENTS.map((name) => {
      const found = book.accruals.reduce((sum, a) => sum + (a.entry.component === name ? a.amount : 0), 0);
      return [name, (moved.charged[name] ?? 0) - (recorded.get(name) ?? 0) + found];
    }),
  );
  // Not a debt that comes after the day: the account knows it, and a move that is dated back may name it.
  const isThere = (debt: string): boolean => (account.debts.get(debt)?.openedOn ?? asOf) <= asOf;
  const debts = [...new Set([...moved.debts.map(({ debt }) => debt), ...book.due.keys()])].filter(isThere);
  return {
    ...moved,
    net: netOf(book),
    held: heldOf(book),
    components: balancesOf(componentsOf(book)),
    debts: debts.map((debt) => {
      const components = balancesOf(book.due.get(debt) ?? new Map());
      return { debt, components, total: Object.values(components).reduce((a, b) => a + b, 0) };
    }),
    charged: balancesOf(charged),
  };
}
