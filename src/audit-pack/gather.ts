/** What a pack holds: its streams up to a position of the ledger, and which of their events are somebody else's. */
import { setImmediate as turn } from 'node:timers/promises';
import { decode } from '../ledger/envelope.js';
import type { LedgerFact } from '../ledger/ledger.js';
import type { EventStore, StoredEvent } from '../store/port.js';
import { foreignTo } from './foreign.js';
import { PositionList } from './position-list.js';
import { eventsOf } from './stream-events.js';

/** Streams read between two turns of the event loop. */
const STREAMS_A_TURN = 8;

export interface GatheredStream {
  readonly sid: string;
  readonly role: 'case' | 'party';
  /** Revisions 0 to this one are in the pack. */
  readonly lastRev: number;
  /** Events that are somebody else's: their bodies stay out. */
  readonly withheld: number;
  /** Revisions behind the last one that the pack leaves out. */
  readonly later: number;
}

export interface Gathered {
  /** In order of their ids. */
  readonly streams: readonly GatheredStream[];
  /** Store positions of all events, ascending. */
  readonly positions: Float64Array;
  /** Positions of events whose bodies are withheld. */
  readonly withheld: ReadonlySet<number>;
  /** A key was destroyed behind the position: what it opened is closed already, and the fact that says so is left out. */
  readonly erasedLater: boolean;
}

export interface GatherOptions {
  /** Store position of the last event included. */
  readonly until: number;
  /** Called for each case. */
  readonly onCase?: () => void;
  /** Throws where the work was cancelled. */
  readonly proceed?: () => void;
}

interface Found extends GatheredStream {
  readonly erasedLater: boolean;
}

/** Reads the streams of these cases and of their parties. A case that was not there yet at the position is left out. */
export async function gather(
  store: EventStore,
  cases: ReadonlySet<string>,
  { until, onCase, proceed }: GatherOptions,
): Promise<Gathered> {
  const positions = new PositionList();
  const withheld = new Set<number>();
  const parties = new Set<string>();
  const isForeign = foreignTo(cases);
  const found: Found[] = [];
  let read = 0;
  const take = async (sid: string, role: GatheredStream['role'], look: (event: StoredEvent) => boolean) => {
    proceed?.();
    if (++read % STREAMS_A_TURN === 0) await turn();
    let [lastRev, kept, later, erasedLater] = [-1, 0, 0, false];
    for await (const event of eventsOf(store, sid)) {
      if (event.position > until) {
        later += 1;
        erasedLater ||= event.type === 'SubjectKeyDestroyed';
        continue;
      }
      lastRev = event.revision;
      positions.add(event.position);
      if (!look(event)) continue;
      withheld.add(event.position);
      kept += 1;
    }
    if (lastRev >= 0) found.push({ sid, role, lastRev, withheld: kept, later, erasedLater });
  };
  for (const sid of cases) {
    await take(sid, 'case', (event) => {
      for (const party of partiesIn(decode(event) as LedgerFact)) parties.add(party);
      return false;
    });
    onCase?.();
  }
  for (const sid of parties) await take(sid, 'party', (event) => isForeign(decode(event) as LedgerFact));
  return {
    streams: found.sort((a, b) => (a.sid < b.sid ? -1 : 1)),
    positions: positions.sorted(),
    withheld,
    erasedLater: found.some((stream) => stream.erasedLater),
  };
}

/** People whom a fact of a case names: linked to it, or met without a link. */
function partiesIn({ data }: LedgerFact): string[] {
  const { party } = data as { readonly party?: unknown };
  return typeof party === 'string' && party.startsWith('party-') ? [party] : [];
}
