/** Everything that rules may know when a person is to be contacted, and at which revision each stream was read. */
import type { AnyFact } from '../ledger/fact.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { isObligorRole, type Dossier } from '../rules/index.js';
import { dossierOf, type Streams } from './dossiers.js';

export interface Evidence {
  readonly dossier: Dossier;
  /** Revision by stream; a stream that is empty is not there. */
  readonly read: Readonly<Record<string, number>>;
}

/** How a stream is read: as it is now, or as it was when something was decided. */
export type ReadFacts = (stream: string) => Promise<readonly LedgerFact[]>;

/** Incidents that froze contact on a case. */
export type IncidentsAbout = (caseId: string) => Promise<readonly string[]>;

function casesOf(facts: readonly LedgerFact[]): string[] {
  return [...new Set(facts.flatMap((fact) => (fact.type === 'CaseLinked' ? [fact.data.case] : [])))];
}

/** Whoever owes in a case, and the portfolio that it belongs to. */
function linkedTo(facts: readonly LedgerFact[]): string[] {
  return facts.flatMap((fact) => {
    if (fact.type === 'CaseOpened') return [fact.data.portfolio];
    return fact.type === 'PartyLinked' && isObligorRole(fact.data.role) ? [fact.data.party] : [];
  });
}

/**
 * @param own facts of the person's stream, exactly as the decision is made on.
 * @param make folds what was read.
 */
export async function gather(
  party: string,
  own: readonly AnyFact[],
  read: ReadFacts,
  incidents: IncidentsAbout,
  make: (streams: Streams) => Dossier = dossierOf,
): Promise<Evidence> {
  const facts = own as readonly LedgerFact[];
  const streams = new Map<string, readonly LedgerFact[]>([[party, facts]]);
  const take = async (stream: string): Promise<readonly LedgerFact[]> => {
    const known = streams.get(stream);
    if (known) return known;
    const fresh = await read(stream);
    if (fresh.length > 0) streams.set(stream, fresh);
    return fresh;
  };
  for (const id of casesOf(facts)) {
    const file = await take(id);
    for (const stream of linkedTo(file)) await take(stream);
    for (const incident of await incidents(id)) await take(incident);
  }
  const revisions = [...streams].map(([stream, known]) => [stream, known.length - 1] as const);
  const known = revisions.filter(([, revision]) => revision >= 0);
  return { dossier: make(streams), read: Object.fromEntries(known) };
}
