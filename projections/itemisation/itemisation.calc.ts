/**
 * The itemisation of a case: what each component of each debt was at the itemization date, and how it came to what it is
 * (12 CFR 1006.34(c)(2)(viii): interest, fees, payments and credits since). A sum of journal entries.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { COMPONENTS, isComponent, type Component } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import type { Accrued } from '../../src/ledger/interest/index.js';
import {
  CASE_LEVEL,
  journalOf,
  type Account,
  type Credit,
  type JournalAccount,
  type JournalEntry,
} from '../../src/ledger/payment/index.js';

/** Minor units. balance = opening + charges + interest + adjustments - payments - credits. */
export interface ItemRow {
  readonly component: Component;
  /** Owed at the end of the itemization date; of a debt registered later, what it came with. */
  opening: number;
  charges: number;
  /** Interest posted, corrections included. */
  interest: number;
  /** Adjustments that raise what is owed. */
  adjustments: number;
  /** Payments used on it, less what reversals took back. */
  payments: number;
  /** Waivers, and adjustments in the debtor's favour. */
  credits: number;
  balance: number;
  /** Interest accrued to it and not posted: no part of the balance. */
  accrued: number;
}

export interface DebtItems {
  /** Id of the debt; `case` for what is owed on the case as a whole. */
  readonly debt: string;
  readonly ref: string | null;
  /** Itemization date that was used. */
  readonly since: CivilDate;
  readonly rows: readonly ItemRow[];
  readonly total: Omit<ItemRow, 'component'>;
}

export interface Itemisation {
  readonly debts: readonly DebtItems[];
  /** Money of the debtor that nothing could take. */
  readonly held: number;
  /** Balances of all debts less what is held. */
  readonly net: number;
}

type Column = 'charges' | 'interest' | 'adjustments' | 'payments' | 'credits' | 'opening';

interface Scope {
  readonly account: Account;
  readonly asOf: CivilDate;
  readonly since?: CivilDate;
  readonly accrued: readonly Accrued[];
}

const emptyRow = (component: Component): ItemRow => {
  const sums = { opening: 0, charges: 0, interest: 0, adjustments: 0, payments: 0, credits: 0, balance: 0, accrued: 0 };
  return { component, ...sums };
};

/** Which column an entry on a component belongs to, by what stands against it. */
function columnOf(against: JournalAccount, kind: Credit['kind'] | undefined): Column {
  if (against === 'opening') return 'opening';
  if (against === 'accruals') return 'interest';
  if (against === 'adjustments') return 'adjustments';
  if (against === 'charges') return 'charges';
  return kind === 'payment' || kind === undefined ? 'payments' : 'credits';
}

class Items {
  private readonly rows = new Map<string, Map<Component, ItemRow>>();

  constructor(private readonly scope: Scope) {}

  row(debt: string, component: Component): ItemRow {
    const rows = this.rows.get(debt) ?? new Map<Component, ItemRow>();
    this.rows.set(debt, rows);
    const row = rows.get(component) ?? emptyRow(component);
    rows.set(component, row);
    return row;
  }

  add({ debit, credit, amount, eff, debt = CASE_LEVEL, source }: JournalEntry, since: CivilDate): void {
    const kind = source === undefined ? undefined : this.scope.account.credits.get(source)?.kind;
    const book = (component: Component, against: JournalAccount, change: number): void => {
      const row = this.row(debt, component);
      row.balance += change;
      const column = eff <= since ? 'opening' : columnOf(against, kind);
      row[column] += column === 'payments' || column === 'credits' ? -change : change;
    };
    if (isComponent(debit)) book(debit, credit, amount);
    if (isComponent(credit)) book(credit, debit, -amount);
  }

  of(debt: string): ItemRow[] {
    const rows = this.rows.get(debt);
    return rows ? COMPONENTS.flatMap((name) => rows.get(name) ?? []) : [];
  }

  debts(): string[] {
    return [...this.rows.keys()];
  }
}

function totalOf(rows: readonly ItemRow[]): Omit<ItemRow, 'component'> {
  const { component: _component, ...sums } = emptyRow('principal');
  for (const row of rows) for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += row[key];
  return sums;
}

/** @param facts of one case, cut at K. */
export function itemise(facts: readonly CaseStreamFact[], scope: Scope): Itemisation {
  const { asOf, accrued } = scope;
  const dates = new Map<string, { readonly since: CivilDate; readonly ref?: string }>();
  for (const fact of facts) {
    if (fact.type !== 'DebtRegistered') continue;
    const { debt, itemizationDate, ref } = fact.data;
    dates.set(debt, { since: scope.since ?? itemizationDate ?? fact.eff, ref });
  }
  const sinceOf = (debt = CASE_LEVEL): CivilDate => dates.get(debt)?.since ?? scope.since ?? '0001-01-01';
  const items = new Items(scope);
  let held = 0;
  for (const entry of facts.flatMap(journalOf)) {
    if (entry.eff > asOf) continue;
    items.add(entry, sinceOf(entry.debt));
    if (entry.credit === 'held') held += entry.amount;
    if (entry.debit === 'held') held -= entry.amount;
  }
  for (const { debt, component, amount } of accrued) items.row(debt, component).accrued = amount;
  const debts = items.debts().map((debt): DebtItems => {
    const rows = items.of(debt);
    const { since, ref } = dates.get(debt) ?? { since: sinceOf(debt) };
    return { debt, ref: ref ?? null, since, rows, total: totalOf(rows) };
  });
  const net = debts.reduce((sum, { total }) => sum + total.balance, 0) - held;
  return { debts, held, net };
}
