/** The entries of an account as they would be if a reversal had been recorded under a basis. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { insertEntry, type MoneyEntry } from '../../src/ledger/payment/index.js';
import type { ReversalBasis } from '../../src/ledger/policy.js';

export type Reversed = Extract<CaseStreamFact, { type: 'PaymentReversed' }>;

export function entriesUnder(recorded: MoneyEntry[], { data, eff }: Reversed, basis: ReversalBasis): MoneyEntry[] {
  const { reversal, payment, amount } = data;
  if (basis === data.basis) return recorded;
  const change = basis === 'ORIGINAL_DATE' ? -amount : amount;
  const entries = recorded
    .filter((entry) => !(entry.kind === 'take-back' && entry.id === reversal))
    .map((entry) =>
      entry.kind === 'credit' && entry.id === payment ? { ...entry, amount: entry.amount + change } : entry,
    );
  if (basis === 'REVERSAL_DATE')
    insertEntry(entries, { kind: 'take-back', id: reversal, eff, credit: payment, amount });
  return entries;
}
