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
  return entriesByDay(facts)(asOf);
}

/** The same for many days: one that is not before the day asked for last goes on from there. */
export function entriesByDay(facts: readonly AnyFact[]): (asOf: CivilDate) => Entry[] {
  const withdrawn = new Set(facts.flatMap((fact) => (fact.type === 'RecordCorrected' ? [fact.ref] : [])));
  // In the order in which they took effect; of one day, in store order.
  const dated = facts
    .filter((fact) => !withdrawn.has(fact.id))
    .sort((a, b) => (a.eff < b.eff ? -1 : a.eff > b.eff ? 1 : a.position - b.position));
  const entries: Entries = new Map();
  let [next, reached] = [0, ''];
  return (asOf) => {
    if (asOf < reached) {
      entries.clear();
      next = 0;
    }
    reached = asOf;
    for (let fact = dated[next]; fact && fact.eff <= asOf; fact = dated[++next]) {
      const role = REGISTER_ROLES.get(fact.type);
      if (role) evolveEntries(entries, fact, role);
    }
    return [...entries.values()];
  };
}
