/** What is unpaid by when: payments pay the oldest due date first, so what is unpaid is what came due last. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { isComponent } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { deferralsOf, dueOn } from '../../src/ledger/delinquency/index.js';
import { journalOf } from '../../src/ledger/payment/index.js';

export interface Due {
  readonly date: CivilDate;
  /** Unpaid, minor units. */
  readonly amount: number;
}

interface DebtDues {
  owed: number;
  readonly charged: Map<CivilDate, number>;
}

/** Unpaid money by contractual due date, the oldest first; money without one is not among it. @param facts cut at K. */
export function duesAt(facts: readonly CaseStreamFact[], asOf: CivilDate): Due[] {
  const debts = new Map<string, DebtDues>();
  for (const { debit, credit, amount, eff, debt, due } of facts.flatMap(journalOf)) {
    if (debt === undefined || eff > asOf) continue;
    const own = debts.get(debt) ?? { owed: 0, charged: new Map<CivilDate, number>() };
    debts.set(debt, own);
    own.owed += (isComponent(debit) ? amount : 0) - (isComponent(credit) ? amount : 0);
    if (due !== undefined) own.charged.set(due, (own.charged.get(due) ?? 0) + amount);
  }
  const deferrals = deferralsOf(facts);
  const unpaid = new Map<CivilDate, number>();
  for (const [debt, { owed, charged }] of debts) {
    let rest = owed;
    for (const [due, amount] of [...charged].sort(([a], [b]) => (a < b ? 1 : -1))) {
      const date = dueOn(due, deferrals.get(debt) ?? [], asOf);
      const part = Math.min(rest, amount);
      if (part > 0) unpaid.set(date, (unpaid.get(date) ?? 0) + part);
      rest -= part;
    }
  }
  return [...unpaid].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, amount]) => ({ date, amount }));
}
