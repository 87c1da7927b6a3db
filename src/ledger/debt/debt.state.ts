/** What the case knows of its debts beside the money, which the account holds. */
import type { DebtFact } from './debt.events.js';

export interface Debt {
  readonly id: string;
  readonly event: string;
  readonly ref?: string;
  readonly product?: string;
  readonly currency: string;
  chargedOff: number;
}

export type Debts = Map<string, Debt>;

export function evolveDebts(debts: Debts, fact: DebtFact): Debts {
  switch (fact.type) {
    case 'DebtRegistered': {
      const { debt: id, ref, product, currency } = fact.data;
      debts.set(id, { id, event: fact.id, ref, product, currency, chargedOff: 0 });
      return debts;
    }
    case 'ChargedOff': {
      const debt = debts.get(fact.data.debt);
      if (debt) debt.chargedOff += fact.data.amount;
      return debts;
    }
  }
}
