/** Facts of incidents that froze contact on a case, and ended it: of one case, or of a whole book with each incident read once. */
import { sql } from 'kysely';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { ENTRY_FACTS, HOMES } from '../registers/registers.tables.js';
import { readStream } from '../read/case-history.js';
import type { CaseSource, ReadSide } from '../read/read-side.js';
import type { IncidentFacts } from './evidence.js';

/** Facts about freezes of cases, by case. @param facts of one incident, cut at K. */
function byCase(facts: readonly LedgerFact[]): ReadonlyMap<string, readonly LedgerFact[]> {
  const found = new Map<string, LedgerFact[]>();
  const caseOf = new Map<string, string>();
  for (const fact of facts) {
    if (fact.type === 'ContactFrozen') caseOf.set(fact.data.freeze, fact.data.case);
    if (fact.type !== 'ContactFrozen' && fact.type !== 'ContactUnfrozen') continue;
    const id = caseOf.get(fact.data.freeze) ?? '';
    const known = found.get(id);
    if (known) known.push(fact);
    else found.set(id, [fact]);
  }
  return found;
}

async function factsOf(read: CaseSource, incident: string, position: number) {
  const facts = await readStream(read.store, incident);
  return byCase(facts.filter((fact) => fact.position <= position));
}

/** For one case. */
export function incidentsOfCase(read: CaseSource, position: number): IncidentFacts {
  return async (caseId) => {
    const found: LedgerFact[] = [];
    for (const incident of await read.incidentsAbout(caseId, Math.min(position, await read.store.head()))) {
      found.push(...((await factsOf(read, incident, position)).get(caseId) ?? []));
    }
    return found;
  };
}

/** For many cases: what froze anything is looked up once. */
export async function incidentsOfBook(read: ReadSide, position: number): Promise<IncidentFacts> {
  const { rows } = await read.snapshot((db) =>
    sql<{ id: string }>`SELECT DISTINCT h.id FROM ${read.table(ENTRY_FACTS, 'registers')} f
      JOIN ${read.table(HOMES, 'registers')} h ON h.stream_key = f.stream_key
      WHERE f.register = 'freeze' ORDER BY h.id`.execute(db),
  );
  const all = await Promise.all(rows.map(({ id }) => factsOf(read, id, position)));
  return async (caseId) => all.flatMap((facts) => facts.get(caseId) ?? []);
}
