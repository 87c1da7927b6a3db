/** The ledger on a server's log, over any client (`wire.ts`): what the port promises, made of single calls (ADR 0024). */
import {
  PAGE_EVENTS_MAX,
  STORE_DEADLINE_MS,
  StoreUnavailable,
  UnknownPosition,
  type AppendResult,
  type EventStore,
  type Expected,
  type NewEvent,
  type StoredEvent,
} from '../port.js';
import { checkAppend, checkPage, refuse } from '../sqlite/check.js';
import { again } from './again.js';
import { followAll } from './feed.js';
import { StreamNames } from './names.js';
import { LOSING_TYPES, begunAgain, beheaded, isOfServer, lossOf } from './retention.js';
import { searchAll } from './scan.js';
import { settled } from './settle.js';
import type { AllFrom, Received, Source, Wire } from './wire.js';

export interface RemoteOptions {
  /** First parts of our streams' names: what else is in the server is not ours. */
  readonly categories: readonly string[];
  /** Letters before the names of our streams on the server, where several ledgers share one. */
  readonly streamPrefix?: string;
  /** Told when a stream of ours loses facts by a setting of the server's. */
  readonly alarm?: (message: string) => void;
  readonly deadlineMs?: number;
  readonly silenceMs?: number;
}

/** After so long without a word on a subscription we look whether it is still alive. */
const SILENCE_MS = 15_000;
/** Streams that are read at the same time. */
const READS_AT_ONCE = 16;

export class RemoteStore implements EventStore {
  readonly dense = false;
  private readonly names: StreamNames;
  private readonly closing = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();
  private closed: Promise<void> | undefined;
  /** The furthest position that this process has met. */
  private known = 0;

  constructor(
    private readonly wire: Wire,
    private readonly options: RemoteOptions,
  ) {
    this.names = new StreamNames(options.categories, options.streamPrefix ?? '');
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    if (this.closed) return Promise.resolve(refuse('closed', 'the store is closed'));
    const refused = checkAppend(stream, events, expected);
    if (refused) return Promise.resolve(refused);
    if (new Set(events.map(({ id }) => id)).size < events.length) {
      return Promise.resolve(refuse('bad-event', `an append to ${stream} has the same event id twice`));
    }
    const result = this.write(stream, events, expected);
    this.underWay.add(result);
    return result.finally(() => this.underWay.delete(result));
  }

  readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.reading(fromRevision, maxCount, () => this.pageOf(stream, fromRevision, maxCount));
  }

  async readStreams(names: readonly string[], maxCount: number): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
    const found = new Map<string, readonly StoredEvent[]>();
    const wanted = [...new Set(names)];
    for (let at = 0; at < wanted.length; at += READS_AT_ONCE) {
      const group = wanted.slice(at, at + READS_AT_ONCE);
      const pages = await Promise.all(group.map((name) => this.readStream(name, 0, maxCount)));
      group.forEach((name, i) => pages[i]?.length && found.set(name, pages[i]));
    }
    return found;
  }

  readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.reading(afterPosition, maxCount, async () => {
      const page: StoredEvent[] = [];
      // A read begins with the event at its position, so one more is asked for.
      for (let after = afterPosition; page.length < maxCount;) {
        const from = after === 0 ? 'start' : { commit: after, prepare: after };
        const wanted = maxCount - page.length + 1;
        const read = await this.receive({ prefixes: this.names.facts, from }, wanted);
        page.push(
          ...factsOf(read)
            .filter(({ position }) => position > after)
            .slice(0, maxCount - page.length),
        );
        const last = read[read.length - 1];
        if (!last || read.length < wanted) break;
        // Also where all that was read is the server's own: a link or a tombstone in a stream of ours is no end.
        after = last.event.position;
      }
      return page;
    });
  }

  readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    return this.reading(0, maxCount, async () => {
      const page: StoredEvent[] = [];
      let from: AllFrom['from'] = before === 'end' ? before : { commit: before, prepare: before };
      while (page.length < maxCount) {
        const wanted = maxCount - page.length;
        const read = await this.receive({ prefixes: this.names.facts, from, backwards: true }, wanted);
        page.push(...factsOf(read));
        const last = read[read.length - 1];
        if (!last || read.length < wanted) break;
        from = last.place;
      }
      return page;
    });
  }

  async eventAt(position: number): Promise<StoredEvent | undefined> {
    if (!Number.isSafeInteger(position) || position < 1) return undefined;
    const source = { prefixes: this.names.facts, from: { commit: position, prepare: position } };
    try {
      const [found] = await this.reading(0, 1, async () => factsOf(await this.receive(source, 1)));
      return found?.position === position ? found : undefined;
    } catch (error) {
      if (error instanceof UnknownPosition) return undefined;
      throw error;
    }
  }

  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]> {
    const { wire, closing, options, names } = this;
    const parts = {
      wire,
      prefixes: [...names.facts, ...names.settings],
      silenceMs: options.silenceMs ?? SILENCE_MS,
      isBehind: (position: number) =>
        this.head().then(
          (head) => head > position,
          () => true,
        ),
      isPlace: async (position: number) => (await this.eventAt(position)) !== undefined,
      forReaders: (received: Received) => this.forReaders(received),
      closing: closing.signal,
    };
    return followAll(parts, afterPosition, signal);
  }

  async head(): Promise<number> {
    const [last] = await this.readBack('end', 1);
    this.known = Math.max(this.known, last?.position ?? 0);
    return last?.position ?? 0;
  }

  /** Settings of the server's under which facts of ours are lost, in words: a look at those of all our streams. */
  async losses(): Promise<readonly string[]> {
    const source = { prefixes: LOSING_TYPES, of: 'types' } as const;
    const ms = this.options.deadlineMs ?? STORE_DEADLINE_MS;
    const last = new Map<string, string | undefined>();
    const look = ({ event }: Received): void => void last.set(event.stream, lossOf(event));
    const { found, upTo } = await this.reading(0, 1, () => searchAll(this.wire, source, ms));
    this.names.ours(found).forEach(look);
    for (let from = upTo; from;) {
      const start: AllFrom['from'] = from;
      const page = await this.reading(0, 1, () => this.wire.read({ ...source, from: start }, PAGE_EVENTS_MAX));
      this.names.ours(page).forEach(look);
      from = page.length < PAGE_EVENTS_MAX ? undefined : page[page.length - 1]?.place;
    }
    return [...last.values()].filter((loss) => loss !== undefined);
  }

  close(): Promise<void> {
    this.closed ??= this.finish();
    return this.closed;
  }

  private async finish(): Promise<void> {
    await Promise.allSettled([...this.underWay]);
    this.closing.abort();
    await this.wire.close();
  }

  private async write(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const attempt = { stream, events, expected, known: this.known };
    const answer = await this.wire.append(this.names.onServer(stream), events, expected);
    try {
      const result = await settled(answer, attempt, (name, from, count) => this.pageOf(name, from, count));
      if (result.kind === 'appended') {
        this.known = Math.max(this.known, result.position);
        const first = result.revision - events.length + 1;
        if (expected === 'no-stream' && first > 0) this.options.alarm?.(begunAgain(stream, first));
      }
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailable) return { kind: 'unknown', detail: error.message };
      throw error;
    }
  }

  private forReaders(received: Received): StoredEvent | undefined {
    const { event } = this.names.inLedger(received);
    const loss = lossOf(event);
    if (loss !== undefined) this.options.alarm?.(loss);
    return isOfServer(event) ? undefined : event;
  }

  private async pageOf(stream: string, from: number, maxCount: number): Promise<StoredEvent[]> {
    const received = await this.receive({ stream: this.names.onServer(stream), from }, maxCount);
    const first = received[0]?.event.revision ?? from;
    if (first !== from) throw beheaded(stream, from, first);
    return factsOf(received);
  }

  private async receive(source: Source, count: number): Promise<readonly Received[]> {
    return (await this.wire.read(source, count)).map((received) => this.names.inLedger(received));
  }

  /** Reads again while the server is away for a moment, no longer than the deadline. */
  private async reading<T>(from: number, maxCount: number, read: () => Promise<T>): Promise<T> {
    checkPage(from, maxCount);
    return again(this.options.deadlineMs ?? STORE_DEADLINE_MS, async () => {
      if (this.closed) throw new Error('the store is closed');
      return read();
    });
  }
}

function factsOf(received: readonly Received[]): StoredEvent[] {
  return received.map(({ event }) => event).filter((event) => !isOfServer(event));
}
