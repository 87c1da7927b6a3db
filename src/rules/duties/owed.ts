/** What is owed on the debts of a case on a day, as booked. */
import { isComponent } from '../../ledger/components.js';
import type { CivilDate } from '../../ledger/dates.js';
import { journalOf } from '../../ledger/payment/index.js';
import type { CaseFile } from '../dossier/case-file.js';

export interface Owed {
  /** All components, minor units. */
  readonly total: number;
  /** Principal where every payment on the debt counts to principal first, and never to interest or fees. */
  readonly principal: number;
}

/** By debt; one without entries is not in it. */
export function owedOn({ facts }: CaseFile, day: CivilDate): Map<string, Owed> {
  const sums = new Map<string, { total: number; principal: number }>();
  for (const fact of facts) {
    for (const { debt, debit, credit, amount, eff } of journalOf(fact)) {
      if (debt === undefined || eff > day) continue;
      let sum = sums.get(debt);
      if (!sum) sums.set(debt, (sum = { total: 0, principal: 0 }));
      const delta = (isComponent(debit) ? amount : 0) - (isComponent(credit) ? amount : 0);
      const isPayment = debit === 'held' || credit === 'held';
      sum.total += delta;
      if (isPayment || debit === 'principal' || credit === 'principal') sum.principal += delta;
    }
  }
  return new Map([...sums].map(([debt, { total, principal }]) => [debt, { total, principal: Math.max(0, principal) }]));
}
