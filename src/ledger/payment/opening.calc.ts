/** What a debt owes when it is registered, as entries of the account. */
import type { Balances, Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { MoneyEntry } from './account.state.js';

interface Opening {
  readonly debt: string;
  readonly balances: Balances;
  readonly eff: CivilDate;
  readonly due?: CivilDate;
}

/**
 * One charge for each component. Money that waits takes from all of them together, in its waterfall's order: in whatever
 * order the balances are written, the outcome is the same.
 */
export function openingCharges({
  debt,
  balances,
  eff,
  due,
}: Opening): readonly Extract<MoneyEntry, { kind: 'charge' }>[] {
  const parts = Object.entries(balances) as [Component, number][];
  return parts.map(([component, amount], at) => {
    const charge = { kind: 'charge', id: `${debt} ${component}`, eff, debt, component, amount, due } as const;
    return at < parts.length - 1 ? { ...charge, isFollowed: true } : charge;
  });
}
