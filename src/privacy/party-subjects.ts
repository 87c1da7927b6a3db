/** Under whose keys a person's values lie: its own, and those of cases in which nobody else owes. */
import { decode } from '../ledger/envelope.js';
import { OBLIGORS } from '../ledger/hold/index.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { PAGE_EVENTS_MAX, type EventStore } from '../store/port.js';

/** All facts of a stream. */
export type ReadFacts = (stream: string) => Promise<readonly LedgerFact[]>;

export function readerOf(store: EventStore): ReadFacts {
  return async (stream) => {
    const facts: LedgerFact[] = [];
    for (;;) {
      const page = await store.readStream(stream, facts.length, PAGE_EVENTS_MAX);
      facts.push(...page.map((event) => decode(event) as LedgerFact));
      if (page.length < PAGE_EVENTS_MAX) return facts;
    }
  };
}

export function owes(roles: readonly string[]): boolean {
  return OBLIGORS.some((role) => roles.includes(role));
}

/** Whether nobody else owes in a case: then what was said before its debtor was known is about this person. */
export function isAlone(party: string, facts: readonly LedgerFact[]): boolean {
  const owing = facts.flatMap((fact) =>
    fact.type === 'PartyLinked' && owes([fact.data.role]) ? [fact.data.party] : [],
  );
  return owing.length > 0 && owing.every((id) => id === party);
}

/** The cases in which a party owes. */
export function casesOwed(facts: readonly LedgerFact[]): string[] {
  const cases = facts.flatMap((fact) => (fact.type === 'CaseLinked' && owes([fact.data.role]) ? [fact.data.case] : []));
  return [...new Set(cases)];
}

/** @param facts those of the party's stream. */
export async function subjectsOf(party: string, facts: readonly LedgerFact[], read: ReadFacts): Promise<string[]> {
  const subjects = [party];
  for (const id of casesOwed(facts)) if (isAlone(party, await read(id))) subjects.push(id);
  return subjects;
}
