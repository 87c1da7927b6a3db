/**
 * A store without the streams of one category: what the ledger keeps about itself (`seal-…`) stands in the store's order,
 * but no reader of facts meets it, and it never counts as something still to be read (design.md 3).
 */
import {
  PAGE_EVENTS_MAX,
  type AppendResult,
  type EventStore,
  type Expected,
  type NewEvent,
  type StoredEvent,
} from './port.js';
import { readStreams } from './streams.js';

export class WithoutCategory implements EventStore {
  private readonly prefix: string;
  /** Head of the whole store when it was last looked at, and the last position there that is not hidden. */
  private seen = { whole: 0, shown: 0 };

  constructor(
    private readonly whole: EventStore,
    category: string,
  ) {
    this.prefix = `${category}-`;
  }

  /** What is hidden leaves gaps, but they are few: a difference still is a number of events, or a little more. */
  get dense(): boolean {
    return this.whole.dense;
  }

  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    return this.whole.append(stream, events, expected);
  }

  readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.whole.readStream(stream, fromRevision, maxCount);
  }

  readStreams(streams: readonly string[], maxCount: number): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
    return readStreams(this.whole, streams, maxCount);
  }

  /** A page that is not full means the head, as for any store: what is left out is made up for. */
  async readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]> {
    let page = await this.whole.readAll(afterPosition, maxCount);
    const shown = this.without(page);
    while (page.length === maxCount && shown.length < maxCount) {
      page = await this.whole.readAll((page[page.length - 1] as StoredEvent).position, maxCount);
      shown.push(...this.without(page).slice(0, maxCount - shown.length));
    }
    return shown;
  }

  async readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]> {
    const shown: StoredEvent[] = [];
    for (let [from, count] = [before, maxCount]; ; count = Math.min(count * 8, PAGE_EVENTS_MAX)) {
      const page = await this.whole.readBack(from, count);
      shown.push(...this.without(page).slice(0, maxCount - shown.length));
      if (page.length < count || shown.length === maxCount) return shown;
      from = (page[page.length - 1] as StoredEvent).position;
    }
  }

  async eventAt(position: number): Promise<StoredEvent | undefined> {
    const found = await this.whole.eventAt(position);
    return found && this.without([found])[0];
  }

  async *subscribe(afterPosition: number, signal: AbortSignal): AsyncGenerator<readonly StoredEvent[], void> {
    for await (const page of this.whole.subscribe(afterPosition, signal)) {
      const shown = this.without(page);
      if (shown.length > 0) yield shown;
    }
  }

  /** Looks back from the whole store's head until it meets an event that is not hidden. */
  async head(): Promise<number> {
    const whole = await this.whole.head();
    if (whole === this.seen.whole) return this.seen.shown;
    const [last] = await this.readBack('end', 1);
    const shown = last?.position ?? 0;
    this.seen = { whole, shown };
    return shown;
  }

  close(): Promise<void> {
    return this.whole.close();
  }

  private without(page: readonly StoredEvent[]): StoredEvent[] {
    const isShown = ({ stream }: StoredEvent): boolean => !stream.startsWith(this.prefix);
    return page.every(isShown) ? (page as StoredEvent[]).slice() : page.filter(isShown);
  }
}
