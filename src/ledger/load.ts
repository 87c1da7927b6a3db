/** A stream as the write side holds it: folded state, head, and every command id it has seen. */
import { NO_PREVIOUS } from '../seal/leaf.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';
import type { Command, StreamKind } from './command.js';
import { toMillis, type Millis } from './dates.js';
import { decode, leafOfStored, readMeta } from './envelope.js';
import type { AnyFact } from './fact.js';

/** What is kept of a command that wrote to this stream. */
export interface CommandRecord {
  readonly mac: string;
  /** Key under which the command's personal fields entered the MAC: that of its first fact which has any. */
  keyId?: string;
  readonly events: string[];
  revision: number;
  position: number;
}

export interface Loaded<S> {
  state: S;
  /** Revision of the last event; -1 for a stream that does not exist yet. */
  revision: number;
  /** Leaf hash of the last event. */
  leaf: string;
  /** `recordedAt` of the last event: the next is not earlier. */
  rec: Millis;
  readonly commands: Map<string, CommandRecord>;
}

export function emptyStream<S>(initial: S): Loaded<S> {
  return { state: initial, revision: -1, leaf: NO_PREVIOUS, rec: 0, commands: new Map() };
}

/** Notes which command wrote a fact. */
export function noteCommand<S>(loaded: Loaded<S>, fact: AnyFact): void {
  const keyId = fact._sd ? readMeta(fact.meta).sd?.[0]?.k : undefined;
  const known = loaded.commands.get(fact.cmd);
  if (known) {
    known.events.push(fact.id);
    known.revision = fact.revision;
    known.position = fact.position;
    known.keyId ??= keyId;
    return;
  }
  loaded.commands.set(fact.cmd, {
    mac: fact.cmdMac,
    keyId,
    events: [fact.id],
    revision: fact.revision,
    position: fact.position,
  });
}

/** Reads a whole stream and folds it. */
export async function loadStream<C extends Command, S, F extends AnyFact>(
  store: EventStore,
  kind: StreamKind<C, S, F>,
  stream: string,
): Promise<Loaded<S>> {
  const loaded = emptyStream(kind.initial(stream));
  let last: StoredEvent | undefined;
  for (;;) {
    const page = await store.readStream(stream, loaded.revision + 1, PAGE_EVENTS_MAX);
    for (const event of page) {
      const fact = decode(event) as F;
      loaded.state = evolved(kind.evolve(loaded.state, fact), fact);
      noteCommand(loaded, fact);
      loaded.revision = event.revision;
      last = event;
    }
    if (page.length < PAGE_EVENTS_MAX) break;
  }
  if (last) {
    loaded.leaf = leafOfStored(last);
    loaded.rec = toMillis(decode(last).rec);
  }
  return loaded;
}

/** A fold without a default branch gives nothing for a type it does not know: then this program is too old. */
export function evolved<S>(state: S | undefined, fact: AnyFact): S {
  if (state === undefined) {
    throw new Error(`${fact.stream}@${fact.revision} is a ${fact.type}, which this program does not know. Update it.`);
  }
  return state;
}
