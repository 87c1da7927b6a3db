/**
 * Figures of a case that are sums over its facts: what is owed and held, each component, and counts. What a fact adds to
 * each at V is what makes two answers differ.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { isComponent } from '../../src/ledger/components.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { journalOf, netEffect, type JournalEntry } from '../../src/ledger/payment/index.js';

const COUNTS = new Set<JournalEntry['debit']>(['contacts', 'complaints', 'disputes', 'placements']);

function add(sums: Map<string, number>, figure: string, amount: number): void {
  if (amount !== 0) sums.set(figure, (sums.get(figure) ?? 0) + amount);
}

/** What a fact adds to each figure at V: `net`, `held`, `component principal`, `contacts`, … */
export function contributions(fact: CaseStreamFact, asOf: CivilDate): Map<string, number> {
  const sums = new Map<string, number>();
  for (const entry of journalOf(fact)) {
    if (entry.eff > asOf) continue;
    const { debit, credit, amount } = entry;
    add(sums, 'net', netEffect(entry));
    if (credit === 'held') add(sums, 'held', amount);
    if (debit === 'held') add(sums, 'held', -amount);
    if (isComponent(debit)) add(sums, `component ${debit}`, amount);
    if (isComponent(credit)) add(sums, `component ${credit}`, -amount);
    if (COUNTS.has(debit)) add(sums, debit, amount);
  }
  return sums;
}

/** Whether a fact has a say at V: it is effective by then, moves money on or before that day, or corrects a record. */
export function mattersAt(fact: CaseStreamFact, asOf: CivilDate): boolean {
  if (fact.eff <= asOf || fact.type === 'RecordCorrected' || fact.type === 'ContactRecordCorrected') return true;
  return journalOf(fact).some(({ eff }) => eff <= asOf);
}
