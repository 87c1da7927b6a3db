/** Reads what findings of cases rest on, stream by stream, cut at K. */
import { decode } from '../../src/ledger/envelope.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { isObligorRole } from '../../src/rules/index.js';
import { Lru } from '../../src/ledger/lru.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../../src/store/port.js';
import { readStreams } from '../../src/store/streams.js';

/** Streams kept while a book is worked off: portfolios, and persons with several cases. */
const STREAMS_KEPT_MAX = 256;
/** Longer streams are read again: what is kept stays small. */
const FACTS_KEPT_MAX = 2_000;

/**
 * Streams that are read ahead at once: more gain little, and outlive the young generation. Of each so many events; a longer
 * one is read to its end when its turn comes.
 */
export const STREAMS_AHEAD_MAX = 16;
const EVENTS_AHEAD_MAX = 64;

/** Facts of incidents that concern a case. */
export type IncidentFacts = (caseId: string) => Promise<readonly LedgerFact[]>;

export class EvidenceReader {
  private readonly kept = new Lru<string, readonly LedgerFact[]>(STREAMS_KEPT_MAX);
  /** Beginnings that were read ahead, until they are asked for. */
  private ahead: ReadonlyMap<string, readonly StoredEvent[]> = new Map();

  /** @param position of the last fact included. */
  constructor(
    private readonly store: EventStore,
    private readonly position: number,
    private readonly incidents: IncidentFacts,
  ) {}

  /** Reads the beginnings of some cases at once: they are asked for next. What was read ahead before is forgotten. */
  async readAhead(cases: readonly string[]): Promise<void> {
    this.ahead = await readStreams(this.store, cases.slice(0, STREAMS_AHEAD_MAX), EVENTS_AHEAD_MAX);
  }

  /** All that findings of a case rest on, in store order; empty where the case was not known. */
  async of(caseId: string): Promise<readonly LedgerFact[]> {
    const own = await this.read(caseId);
    if (own.length === 0) return [];
    const streams = new Map<string, readonly LedgerFact[]>();
    await this.takeCase(streams, caseId, own);
    for (const party of personsOf(own)) {
      const facts = await this.take(streams, party);
      for (const fact of facts) {
        if (fact.type === 'CaseLinked') await this.takeCase(streams, fact.data.case);
      }
    }
    return inOrder([...streams.values()]);
  }

  /** A case with its portfolio, whoever owes in it, and what incidents did to it. */
  private async takeCase(
    streams: Map<string, readonly LedgerFact[]>,
    id: string,
    known?: readonly LedgerFact[],
  ): Promise<void> {
    if (streams.has(id)) return;
    const facts = known ?? (await this.read(id));
    streams.set(id, facts);
    for (const fact of facts) {
      if (fact.type === 'CaseOpened') await this.take(streams, fact.data.portfolio);
      if (fact.type === 'PartyLinked' && isObligorRole(fact.data.role)) await this.take(streams, fact.data.party);
    }
    const incidents = await this.incidents(id);
    if (incidents.length > 0) streams.set(`incidents of ${id}`, incidents);
  }

  private async take(streams: Map<string, readonly LedgerFact[]>, stream: string): Promise<readonly LedgerFact[]> {
    const known = streams.get(stream);
    if (known) return known;
    let facts = this.kept.get(stream);
    if (!facts) {
      facts = await this.read(stream);
      if (facts.length <= FACTS_KEPT_MAX) this.kept.put(stream, facts);
    }
    streams.set(stream, facts);
    return facts;
  }

  /** Facts of a stream up to K. */
  async read(stream: string): Promise<readonly LedgerFact[]> {
    const facts: LedgerFact[] = [];
    const begun = this.ahead.get(stream);
    let full = begun ? EVENTS_AHEAD_MAX : PAGE_EVENTS_MAX;
    let page = begun ?? (await this.store.readStream(stream, 0, full));
    for (;;) {
      for (const event of page) {
        if (event.position > this.position) return facts;
        facts.push(decode(event) as LedgerFact);
      }
      if (page.length < full) return facts;
      full = PAGE_EVENTS_MAX;
      page = await this.store.readStream(stream, facts.length, full);
    }
  }
}

/** Persons who take part in a case, and those who were contacted on it. */
function personsOf(facts: readonly LedgerFact[]): ReadonlySet<string> {
  const persons = new Set<string>();
  for (const fact of facts) {
    const { party } = fact.data as { readonly party?: unknown };
    if (typeof party === 'string' && party.startsWith('party-')) persons.add(party);
  }
  return persons;
}

/** By position. Streams mostly follow one another: a portfolio, then a case of it. */
function inOrder(streams: readonly (readonly LedgerFact[])[]): readonly LedgerFact[] {
  const all: LedgerFact[] = [];
  let isSorted = true;
  for (const facts of [...streams].sort((a, b) => (a[0]?.position ?? 0) - (b[0]?.position ?? 0))) {
    for (const fact of facts) {
      isSorted &&= (all[all.length - 1]?.position ?? 0) < fact.position;
      all.push(fact);
    }
  }
  return isSorted ? all : all.sort((a, b) => a.position - b.position);
}
