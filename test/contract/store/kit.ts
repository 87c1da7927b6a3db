/** What the sentences of the store contract are written with. */
import { randomUUID } from 'node:crypto';
import type { AppendResult, EventStore, Expected, NewEvent, StoredEvent } from '../../../src/store/port.js';

/** A store under test, and how to get rid of it. */
export interface Opened {
  readonly store: EventStore;
  /** Closes the store and opens the same data anew; absent when the adapter keeps nothing. */
  readonly reopen?: () => Promise<EventStore>;
  readonly cleanup: () => Promise<void>;
}

/** Where adapters may differ. */
export interface Traits {
  /** The store knows where an append began and ended, so it tells a shorter resent batch from the whole one. */
  readonly appendBoundaries: boolean;
  /** The store can be opened anew with everything in it. */
  readonly durable: boolean;
  /** The store knows every id that it holds, so the same id is refused elsewhere. Others take it: ids are drawn at random. */
  readonly knowsIds: boolean;
  /** The store always says whether it had the events already. */
  readonly tellsRepeats: boolean;
}

/** A test for stores that know every id that they hold. */
export const knowingIds = (traits: Traits, title: string, test: () => Promise<void>): void =>
  (traits.knowsIds ? it : it.skip)(title, test);

/** The first result, given again: with a word that it is one where the store can tell. */
export const again = <T extends object>(traits: Traits, first: T): T & { repeated: unknown } => ({
  ...first,
  repeated: traits.tellsRepeats ? true : expect.any(Boolean),
});

/** A test for stores that outlive their process; skipped, and shown as skipped, for the others. */
export const durably = (traits: Traits, title: string, test: () => Promise<void>): void =>
  (traits.durable ? it : it.skip)(title, test);

export async function reopened({ reopen }: Opened): Promise<EventStore> {
  if (!reopen) throw new Error('a durable store under test must say how it is reopened');
  return reopen();
}

export const newStream = (): string => `case-${randomUUID()}`;

/** Fresh events with ids drawn once, as an attempt has them. */
export function draw(count = 1, change: Partial<NewEvent> = {}): NewEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    type: 'PaymentReceived',
    data: `{"n":${i}}`,
    meta: `{"leaf":"${i}"}`,
    ...change,
  }));
}

/** Appends and insists on success. */
export async function write(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expected: Expected,
): Promise<Extract<AppendResult, { kind: 'appended' }>> {
  const result = await store.append(stream, events, expected);
  if (result.kind !== 'appended') throw new Error(`expected to append: ${JSON.stringify(result)}`);
  return result;
}

/** One event after the other to one stream, retrying on conflict: a writer among others. */
export async function contend(store: EventStore, stream: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  let expected: Expected = 'no-stream';
  while (ids.length < count) {
    const [event] = draw() as [NewEvent];
    const result = await store.append(stream, [event], expected);
    if (result.kind === 'appended') {
      ids.push(event.id);
      expected = result.revision;
    } else if (result.kind === 'conflict') expected = result.actual;
    else throw new Error(JSON.stringify(result));
  }
  return ids;
}

/** Everything after a position, read in pages of `page` events. */
export async function readOn(store: EventStore, after: number, page: number): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (;;) {
    const next = await store.readAll(found[found.length - 1]?.position ?? after, page);
    found.push(...next);
    if (next.length < page) return found;
  }
}

/** Follows a store until `count` events were seen. */
export async function take(store: EventStore, after: number, count: number): Promise<StoredEvent[]> {
  const seen: StoredEvent[] = [];
  const stop = new AbortController();
  for await (const page of store.subscribe(after, stop.signal)) {
    seen.push(...page);
    if (seen.length >= count) break;
  }
  return seen;
}

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

export const positionsOf = (events: readonly StoredEvent[]): number[] => events.map(({ position }) => position);

/** Each stream's revisions are 0, 1, 2, … in store order, and positions only grow. */
export function expectOrdered(events: readonly StoredEvent[]): void {
  const next = new Map<string, number>();
  let position = -1;
  for (const event of events) {
    expect(event.position).toBeGreaterThan(position);
    position = event.position;
    expect([event.stream, event.revision]).toEqual([event.stream, next.get(event.stream) ?? 0]);
    next.set(event.stream, event.revision + 1);
  }
}
