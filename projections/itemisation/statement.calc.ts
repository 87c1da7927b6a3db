/** The statement of a case: what changed what it owes between two days, by value date, with the balance after each line. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { isComponent, type Component } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { journalOf, netEffect, type JournalEntry } from '../../src/ledger/payment/index.js';

/** What of a line went to, or came from, a component. */
export interface StatementPart {
  readonly debt: string;
  readonly component: Component;
  /** Minor units; negative lowers what is owed. */
  readonly amount: number;
}

export interface StatementLine {
  /** Value date. */
  readonly date: CivilDate;
  readonly type: CaseStreamFact['type'];
  readonly event: string;
  /** When the ledger came to know of it. */
  readonly recordedAt: string;
  /** Change of what is owed, minor units. */
  readonly amount: number;
  /** What is owed after it: negative is in credit. */
  readonly balance: number;
  /** How it stands on debts and components now; what is left of a payment is held. What was taken back is a line of its own. */
  readonly parts: readonly StatementPart[];
}

export interface Statement {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Owed at the end of the day before. */
  readonly opening: number;
  readonly lines: readonly StatementLine[];
  /** Owed at the end of the last day. */
  readonly closing: number;
}

interface Booked {
  readonly fact: CaseStreamFact;
  readonly entry: JournalEntry;
}

class Parts {
  private readonly sums = new Map<string, StatementPart>();

  add({ debt = 'case' }: JournalEntry, component: Component, amount: number): void {
    const key = `${debt} ${component}`;
    const before = this.sums.get(key)?.amount ?? 0;
    this.sums.set(key, { debt, component, amount: before + amount });
  }

  list(): StatementPart[] {
    return [...this.sums.values()].filter(({ amount }) => amount !== 0);
  }
}

/** Parts by whose money they are: a credit's id, or the event itself for what is charged. */
function partsOf(booked: readonly Booked[], until: CivilDate): Map<string, Parts> {
  const all = new Map<string, Parts>();
  for (const { fact, entry } of booked) {
    if (entry.eff > until) continue;
    const own = fact.type === 'PaymentReversed' ? undefined : entry.source;
    const key = own ?? `${fact.id} ${entry.eff}`;
    const parts = all.get(key) ?? new Parts();
    all.set(key, parts);
    if (isComponent(entry.debit)) parts.add(entry, entry.debit, entry.amount);
    if (isComponent(entry.credit)) parts.add(entry, entry.credit, -entry.amount);
  }
  return all;
}

/** @param facts of one case, cut at K. */
export function statementOf(facts: readonly CaseStreamFact[], from: CivilDate, to: CivilDate): Statement {
  const booked = facts.flatMap((fact) => journalOf(fact).map((entry): Booked => ({ fact, entry })));
  const parts = partsOf(booked, to);
  const lines = new Map<string, { fact: CaseStreamFact; date: CivilDate; amount: number; source?: string }>();
  let opening = 0;
  for (const { fact, entry } of booked) {
    const amount = netEffect(entry);
    if (amount === 0 || entry.eff > to) continue;
    if (entry.eff < from) {
      opening += amount;
      continue;
    }
    const key = `${fact.id} ${entry.eff}`;
    const line = lines.get(key);
    if (line) line.amount += amount;
    else lines.set(key, { fact, date: entry.eff, amount, source: entry.source });
  }
  let balance = opening;
  const sorted = [...lines.values()].sort((a, b) => {
    if (a.date !== b.date) return a.date < b.date ? -1 : 1;
    return a.fact.position - b.fact.position;
  });
  const told = sorted.map(({ fact, date, amount, source }): StatementLine => {
    balance += amount;
    const key = source !== undefined && isCredit(fact) ? source : `${fact.id} ${date}`;
    const line = { date, type: fact.type, event: fact.id, recordedAt: fact.rec, amount, balance };
    return { ...line, parts: parts.get(key)?.list() ?? [] };
  });
  return { from, to, opening, lines: told, closing: balance };
}

/** Whose parts are those of the credit that it brought, wherever its money has gone since. */
function isCredit({ type }: CaseStreamFact): boolean {
  return type === 'PaymentReceived' || type === 'WaiverApplied' || type === 'BalanceAdjusted';
}
