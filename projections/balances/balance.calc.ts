/** The balance of a case on a day: sums of its journal entries. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { COMPONENTS, isComponent, type Balances, type Component } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { type JournalEntry, journalOf, netEffect } from '../../src/ledger/payment/index.js';

/** Under which reversal basis dates are read: as each fact says, or all reversals by one of the two. */
export const BASES = ['recorded', 'original', 'reversal'] as const;
export type Basis = (typeof BASES)[number];

/** The effective date of an entry under a basis. The original date of a reversal is never the later one. */
export function dateUnder({ eff, other }: Pick<JournalEntry, 'eff' | 'other'>, basis: Basis): CivilDate {
  switch (basis) {
    case 'recorded':
      return eff;
    case 'original':
      return eff < other ? eff : other;
    case 'reversal':
      return eff > other ? eff : other;
  }
}

export interface DebtBalance {
  readonly debt: string;
  readonly components: Balances;
  readonly total: number;
}

export interface CaseBalance {
  /** What is owed less what is held; negative: in credit. */
  readonly net: number;
  /** Money of the debtor that nothing due could take. */
  readonly held: number;
  readonly components: Balances;
  readonly debts: readonly DebtBalance[];
  /** By component, openings and posted interest included. */
  readonly charged: Balances;
  readonly adjusted: number;
  readonly waived: number;
  readonly paid: number;
  readonly refunded: number;
  readonly chargedOff: number;
}

/** Accounts out of which a component is charged; interest posted too high goes back to `accruals`. */
const RAISED_BY: ReadonlySet<string> = new Set(['opening', 'charges', 'accruals']);

class Sums<K extends string> {
  private readonly sums = new Map<K, number>();

  add(key: K, amount: number): void {
    this.sums.set(key, (this.sums.get(key) ?? 0) + amount);
  }

  get(key: K): number {
    return this.sums.get(key) ?? 0;
  }

  /** Components that are not zero, in their fixed order. */
  balances(prefix: string): Balances {
    const entries = COMPONENTS.map((name): [Component, number] => [name, this.get(`${prefix}${name}` as K)]);
    return Object.fromEntries(entries.filter(([, amount]) => amount !== 0));
  }
}

/** @param facts of one case, cut at K. */
export function balanceOf(facts: readonly CaseStreamFact[], asOf: CivilDate, basis: Basis = 'recorded'): CaseBalance {
  const sums = new Sums();
  const debts = new Set<string>();
  let net = 0;
  for (const entry of facts.flatMap(journalOf)) {
    if (dateUnder(entry, basis) > asOf) continue;
    const { debit, credit, amount, debt = '' } = entry;
    net += netEffect(entry);
    sums.add(`to ${debit}`, amount);
    sums.add(`from ${credit}`, amount);
    if (isComponent(debit)) {
      sums.add(debit, amount);
      sums.add(`${debt} ${debit}`, amount);
      if (RAISED_BY.has(credit)) sums.add(`charged ${debit}`, amount);
      debts.add(debt);
    }
    if (isComponent(credit)) {
      sums.add(credit, -amount);
      sums.add(`${debt} ${credit}`, -amount);
      if (debit === 'accruals') sums.add(`charged ${credit}`, -amount);
    }
  }
  const flow = (account: string): number => sums.get(`to ${account}`) - sums.get(`from ${account}`);
  return {
    net,
    held: -flow('held') + 0,
    components: sums.balances(''),
    debts: [...debts].map((debt) => {
      const components = sums.balances(`${debt} `);
      return { debt, components, total: Object.values(components).reduce((a, b) => a + b, 0) };
    }),
    charged: sums.balances('charged '),
    adjusted: -flow('adjustments') + 0,
    waived: flow('waivers'),
    paid: flow('payments') + flow('reversals'),
    refunded: -flow('refunds') + 0,
    chargedOff: flow('charge-offs'),
  };
}
