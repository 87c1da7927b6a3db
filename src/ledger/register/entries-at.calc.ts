/** The entries of registers as of a day: written once for queries, lists and deadlines. */
import type { CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import { REGISTER_ROLES } from '../registers.js';
import { evolveEntries, type Entries, type Entry } from './entries.state.js';

/** The entries that follow from facts in the order in which they were recorded, whatever day they speak of. */
export function entriesKnown(facts: readonly AnyFact[]): Entry[] {
  const entries: Entries = new Map();
  for (const fact of facts) {
    const role = REGISTER_ROLES.get(fact.type);
    if (role) evolveEntries(entries, fact, role);
  }
  return [...entries.values()];
}

/** The entries that follow from facts, as of a day. Facts that were withdrawn say nothing. */
export function entriesAt(facts: readonly AnyFact[], asOf: CivilDate): Entry[] {
  const withdrawn = new Set(facts.flatMap((fact) => (fact.type === 'RecordCorrected' ? [fact.ref] : [])));
  const entries: Entries = new Map();
  const dated = facts.filter((fact) => fact.eff <= asOf && !withdrawn.has(fact.id));
  // In the order in which they took effect; of one day, in store order.
  for (const fact of dated.sort((a, b) => (a.eff < b.eff ? -1 : a.eff > b.eff ? 1 : a.position - b.position))) {
    const role = REGISTER_ROLES.get(fact.type);
    if (role) evolveEntries(entries, fact, role);
  }
  return [...entries.values()];
}
