/**
 * What a reversal does under each basis (domain/model.md 4.7): as if the payment had never been, or as of the reversal.
 * Both are recomputed from the same money entries with nothing but this one reversal seen otherwise.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { COMPONENTS, type Balances, type Component } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { withPostings } from '../../src/ledger/interest/index.js';
import {
  componentsOf,
  heldOf,
  netOf,
  newBook,
  step,
  type Account,
  type MoneyEntry,
} from '../../src/ledger/payment/index.js';
import type { ReversalBasis, ReversalReason } from '../../src/ledger/policy.js';
import { entriesUnder, type Reversed } from './entries-under.calc.js';

/** A case at the end of a day, minor units. */
export interface DayState {
  readonly net: number;
  readonly held: number;
  readonly components: Balances;
}

/** Days on which the two bases do not say the same; `to` is the first day after them, null where there is no end. */
export interface BasisDifference {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly originalDate: DayState;
  readonly reversalDate: DayState;
}

export interface ReversalView {
  readonly reversal: string;
  readonly payment: string;
  readonly event: string;
  readonly amount: number;
  readonly reason: ReversalReason;
  /** The basis that was recorded. */
  readonly basis: ReversalBasis;
  readonly paidOn: CivilDate;
  readonly reversedOn: CivilDate;
  readonly differences: readonly BasisDifference[];
}

/** The case at the end of each day on which something happened. */
function daysOf(entries: readonly MoneyEntry[], { debts }: Account, until: CivilDate): Map<CivilDate, DayState> {
  const book = newBook(debts);
  const days = new Map<CivilDate, DayState>();
  entries.forEach((entry, at) => {
    if (entry.eff > until) return;
    step(book, entry, true);
    if (entries[at + 1]?.eff === entry.eff) return;
    const sums = componentsOf(book);
    const components = COMPONENTS.flatMap((name): [Component, number][] => {
      const amount = sums.get(name) ?? 0;
      return amount === 0 ? [] : [[name, amount]];
    });
    days.set(entry.eff, { net: netOf(book), held: heldOf(book), components: Object.fromEntries(components) });
  });
  return days;
}

const NOTHING: DayState = { net: 0, held: 0, components: {} };

function differencesOf(account: Account, fact: Reversed, until: CivilDate): BasisDifference[] {
  const under = (basis: ReversalBasis): Map<CivilDate, DayState> =>
    daysOf(withPostings({ ...account, entries: entriesUnder(account.entries, fact, basis) }), account, until);
  const [original, reversal] = [under('ORIGINAL_DATE'), under('REVERSAL_DATE')];
  const found: BasisDifference[] = [];
  let [originalDate, reversalDate] = [NOTHING, NOTHING];
  for (const day of [...new Set([...original.keys(), ...reversal.keys()])].sort()) {
    originalDate = original.get(day) ?? originalDate;
    reversalDate = reversal.get(day) ?? reversalDate;
    const open = found.at(-1);
    if (open && open.to === null) found[found.length - 1] = { ...open, to: day };
    if (JSON.stringify(originalDate) === JSON.stringify(reversalDate)) continue;
    found.push({ from: day, to: null, originalDate, reversalDate });
  }
  return found;
}

/** @param facts of one case, cut at K; `account` is their fold. */
export function reversalsAt(facts: readonly CaseStreamFact[], account: Account, asOf: CivilDate): ReversalView[] {
  return facts.flatMap((fact): ReversalView[] => {
    if (fact.type !== 'PaymentReversed' || fact.eff > asOf) return [];
    const { reversal, payment, amount, reason, basis, paidOn } = fact.data;
    const differences = differencesOf(account, fact, asOf);
    return [{ reversal, payment, event: fact.id, amount, reason, basis, paidOn, reversedOn: fact.eff, differences }];
  });
}
