/** Following the log in order, with no gap and nothing twice, over any number of calls that break, end or fall silent. */
import { StoreRefused, UnknownPosition, type StoredEvent } from '../port.js';
import { SUBSCRIPTION_PAGE } from '../sqlite/subscribe.js';
import { Bell } from './bell.js';
import type { Place, Received, Wire, WireCall } from './wire.js';

const PAUSE_FIRST_MS = 50;
const PAUSE_MAX_MS = 2_000;

export interface FeedParts {
  readonly wire: Wire;
  /** Names of streams that are followed begin with one of these. */
  readonly prefixes: readonly string[];
  /** After so long without a word it is asked whether there is more than was told. */
  readonly silenceMs: number;
  readonly isBehind: (position: number) => Promise<boolean>;
  /** Whether an event begins at a position. */
  readonly isPlace: (position: number) => Promise<boolean>;
  /** Sees every event before it is delivered; undefined: it is nothing for readers. */
  readonly forReaders: (received: Received) => StoredEvent | undefined;
  /** Aborted when the store is closed. */
  readonly closing: AbortSignal;
}

export async function* followAll(
  parts: FeedParts,
  afterPosition: number,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const signals = [signal, parts.closing];
  const isOver = (): boolean => signals.some(({ aborted }) => aborted);
  let place: Place = { commit: afterPosition, prepare: afterPosition };
  let failures = 0;
  while (!isOver()) {
    const line = new Line(parts, place, signals);
    try {
      for (let page = await line.next(); page && !isOver(); page = await line.next()) {
        failures = 0;
        const fresh = page.filter(({ event }) => event.position > place.prepare);
        place = fresh[fresh.length - 1]?.place ?? place;
        const events = fresh.flatMap((received) => parts.forReaders(received) ?? []);
        if (events.length > 0) yield events;
      }
    } catch (error) {
      await mayGoOn(parts, place, error);
    } finally {
      line.cancel();
    }
    // The server ended, broke or forgot the call: again from where we are, later and later.
    if (!isOver()) await new Bell().wait(0, signals, Math.min(PAUSE_FIRST_MS * 2 ** failures++, PAUSE_MAX_MS));
  }
}

/** Throws what no further attempt can mend. */
async function mayGoOn({ isPlace }: FeedParts, { prepare }: Place, error: unknown): Promise<void> {
  if (error instanceof StoreRefused) throw error;
  // Servers use one code for a position that is none and for much else: what cannot be asked now is no proof.
  if (error instanceof UnknownPosition && !(await isPlace(prepare).catch(() => true))) throw error;
}

/** One call of the server's, read in pages. */
class Line {
  private readonly bell = new Bell();
  private readonly buffer: Received[] = [];
  private readonly call: WireCall;
  private failure: Error | undefined;
  private isEnded = false;
  private position: number;

  constructor(
    private readonly parts: FeedParts,
    place: Place,
    private readonly signals: readonly AbortSignal[],
  ) {
    this.position = place.prepare;
    const { wire, prefixes } = parts;
    this.call = wire.follow({ prefixes, from: place.prepare === 0 ? 'start' : place }, this);
  }

  /** The next events; undefined when the call has ended, was left, or should have told more. Throws when it broke. */
  async next(): Promise<readonly Received[] | undefined> {
    for (;;) {
      if (this.buffer.length > 0) return this.take();
      if (this.failure) throw this.failure;
      if (this.isEnded || this.isLeft()) return undefined;
      const seen = this.bell.count;
      await this.bell.wait(seen, this.signals, this.parts.silenceMs);
      const isSilent = this.bell.count === seen && !this.isLeft();
      if (isSilent && (await this.parts.isBehind(this.position)) && this.buffer.length === 0) return undefined;
    }
  }

  event(received: Received): void {
    this.buffer.push(received);
    if (this.buffer.length >= SUBSCRIPTION_PAGE) this.call.pause();
    this.bell.ring();
  }

  end(error?: Error): void {
    this.isEnded = true;
    this.failure ??= error;
    this.bell.ring();
  }

  cancel(): void {
    this.call.cancel();
  }

  private isLeft(): boolean {
    return this.signals.some(({ aborted }) => aborted);
  }

  private take(): readonly Received[] {
    const page = this.buffer.splice(0, SUBSCRIPTION_PAGE);
    this.position = (page[page.length - 1] as Received).event.position;
    this.call.resume();
    return page;
  }
}
