/** Recomputes the chain of a sample of streams: every event must name the leaf of the one before it. */
import { decode, leafOfStored, readMeta } from '../../ledger/envelope.js';
import { NO_PREVIOUS } from '../../seal/leaf.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../../store/port.js';
import { fail, ok, type Finding } from './finding.js';

/** Streams looked at: the first, the last and some between, evenly spread over the ledger. */
export const SAMPLE_STREAMS = 50;

const CHECK = 'Chain';
const ADVICE = 'The ledger was changed from outside. Stop it, keep the folder as it is, and compare it with a backup.';

export async function checkChain(store: EventStore): Promise<Finding> {
  const streams = await sampleOf(store);
  let events = 0;
  for (const stream of streams) {
    const found = await brokenAt(store, stream);
    if (found.broken !== undefined)
      return fail(CHECK, `${stream}@${found.broken} does not follow from what is before it`, ADVICE);
    events += found.events;
  }
  return ok(CHECK, `${streams.size} streams with ${events} facts recomputed`);
}

/** On a store whose positions are no numbers of events, nothing lies between that can be asked for: the first and the last. */
async function sampleOf(store: EventStore): Promise<ReadonlySet<string>> {
  const streams = new Set<string>();
  if (!store.dense) {
    for (const { stream } of await store.readAll(0, PAGE_EVENTS_MAX))
      if (streams.size < SAMPLE_STREAMS / 2) streams.add(stream);
    for (const { stream } of await store.readBack('end', PAGE_EVENTS_MAX))
      if (streams.size < SAMPLE_STREAMS) streams.add(stream);
    return streams;
  }
  const head = await store.head();
  for (let i = 0; i < SAMPLE_STREAMS; i++) {
    const after = Math.floor((Math.max(0, head - 1) * i) / (SAMPLE_STREAMS - 1));
    for (const { stream } of await store.readAll(after, 1)) streams.add(stream);
  }
  return streams;
}

async function brokenAt(
  store: EventStore,
  stream: string,
): Promise<{ readonly broken?: number; readonly events: number }> {
  let previous = NO_PREVIOUS;
  for (let revision = 0; ;) {
    const page = await store.readStream(stream, revision, PAGE_EVENTS_MAX);
    for (const event of page) {
      if (event.revision !== revision || !isItself(event) || readMeta(event.meta).prev !== previous)
        return { broken: revision, events: revision };
      previous = leafOfStored(event);
      revision += 1;
    }
    if (page.length < PAGE_EVENTS_MAX) return { events: revision };
  }
}

/** The columns beside a body say the same as the body, which the leaf covers. */
function isItself(event: StoredEvent): boolean {
  const { id, type } = decode(event);
  return id === event.id && type === event.type;
}
