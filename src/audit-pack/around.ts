/**
 * The streams around the cases of a pack, on which its chapters rest too: the portfolio with its terms, the rule book, and incidents
 * that froze contact on one of the cases. With them in the pack, anybody can make its chapters again.
 */
import { incidentsAbout } from '../../projections/registers/incidents-about.query.js';
import type { ReadSide } from '../../projections/read/read-side.js';
import { decode } from '../ledger/envelope.js';
import { isAboutFreeze } from '../ledger/hold/index.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { eventsOf } from './stream-events.js';
import { PositionList } from './position-list.js';
import type { EventStore } from '../store/port.js';

export interface Around {
  /** Last revisions by stream, sorted by id; of streams that have an event up to the position. */
  readonly streams: ReadonlyMap<string, number>;
  /** Store positions of all their events, ascending. */
  readonly positions: Float64Array;
  /** Positions of events about cases that the pack does not hold: their bodies stay out. */
  readonly withheld: ReadonlySet<number>;
}

export interface AroundAsk {
  readonly portfolio: string;
  /** Stream of the rule book. */
  readonly rules: string;
  readonly cases: ReadonlySet<string>;
  /** Store position of the last event included. */
  readonly until: number;
}

export async function gatherAround(store: EventStore, read: ReadSide, ask: AroundAsk): Promise<Around> {
  const positions = new PositionList();
  const [streams, withheld] = [new Map<string, number>(), new Set<number>()];
  const take = async (sid: string, isForeign: (fact: LedgerFact) => boolean): Promise<void> => {
    for await (const event of eventsOf(store, sid)) {
      if (event.position > ask.until) return;
      streams.set(sid, event.revision);
      positions.add(event.position);
      if (isForeign(decode(event) as LedgerFact)) withheld.add(event.position);
    }
  };
  for (const sid of [ask.portfolio, ask.rules]) await take(sid, () => false);
  // The sealer's own records may be the last: read tables have no place of theirs to reach.
  const reached = Math.min(ask.until, await store.head());
  for (const sid of await incidentsOf(read, ask.cases, reached)) await take(sid, notAbout(ask.cases));
  return {
    streams: new Map([...streams].sort(([a], [b]) => (a < b ? -1 : 1))),
    positions: positions.sorted(),
    withheld,
  };
}

async function incidentsOf(read: ReadSide, cases: ReadonlySet<string>, until: number): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const id of cases) for (const incident of await incidentsAbout(read, id, until)) found.add(incident);
  return found;
}

/** Whether a fact of an incident is anything else than a freeze of one of these cases, or its end. */
function notAbout(cases: ReadonlySet<string>): (fact: LedgerFact) => boolean {
  const freezes = new Set<string>();
  return (fact) => {
    if (fact.type === 'ContactFrozen' && cases.has(fact.data.case)) freezes.add(fact.data.freeze);
    return !(isAboutFreeze(fact) && freezes.has(fact.data.freeze));
  };
}
