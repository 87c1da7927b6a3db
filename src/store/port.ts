/**
 * The event-store port: what the ledger asks of any store, and all it may ask.
 *
 * A store knows streams, revisions, positions and bytes. It knows no fact. Every sentence here is proved for each
 * adapter by one suite, `test/contract/store.contract.ts`.
 */

/** An event as handed to the store. Ids are UUIDs, drawn once per attempt and resent unchanged. */
export interface NewEvent {
  /** UUID, lower case with dashes. */
  readonly id: string;
  /** Name of the event type, e.g. `PaymentReceived`. */
  readonly type: string;
  /** The canonical body: JSON text. Stored and returned byte for byte. */
  readonly data: string;
  /** What stands beside the body and is not part of it (chain link, sealed disclosures): JSON text. */
  readonly meta: string;
}

/** An event as the store gives it back. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream; the first is 0. */
  readonly revision: number;
  /** Place in the store's total order: only ever grows, may have gaps, means nothing in another store. */
  readonly position: number;
}

/** The revision the writer saw last, or that the stream must not exist yet. Always enforced, races included. */
export type Expected = number | 'no-stream';

/** The last event of an append that is on disk. Nothing of another stream stands between the events of one append. */
export interface Appended {
  readonly kind: 'appended';
  readonly revision: number;
  readonly position: number;
  /**
   * True when these very ids were already stored at this place: the first result, nothing written. A store that cannot
   * always tell says false then; nobody rests on it.
   */
  readonly repeated: boolean;
}

/** Somebody else wrote first. Nothing was written. */
export interface Conflict {
  readonly kind: 'conflict';
  readonly stream: string;
  readonly expected: Expected;
  readonly actual: Expected;
}

/** The store knows that it wrote nothing: the append itself was wrong, or there is no room for it. */
export interface NotWritten {
  readonly kind: 'not-written';
  readonly reason: 'too-large' | 'too-many' | 'empty' | 'bad-event' | 'no-room' | 'closed' | 'clock-ahead';
  readonly detail: string;
}

/** Written or not, the store cannot say. Resend the same ids at the same revision, or read and look for them. */
export interface UnknownOutcome {
  readonly kind: 'unknown';
  readonly detail: string;
}

export type AppendResult = Appended | Conflict | NotWritten | UnknownOutcome;

/** Named limits. Below KurrentDB's own defaults, so that a ledger can move between stores. */
export const EVENT_BYTES_MAX = 256 * 1024;
/** Names of types included (`size.ts`). */
export const APPEND_BYTES_MAX = 1000 * 1024;
export const APPEND_EVENTS_MAX = 512;
export const PAGE_EVENTS_MAX = 4096;
/** No wait on the store is longer than this; after it the outcome is unknown. */
export const STORE_DEADLINE_MS = 10_000;

export interface EventStore {
  /**
   * Positions count the events: 1, 2, 3, … So a difference of positions is a number of events, and the positions of one
   * append are consecutive, as its revisions are. False: they only grow (ADR 0024).
   */
  readonly dense: boolean;

  /** Writes all events or none. Resolves; it throws only on a programming error. */
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult>;

  /** Events of one stream from `fromRevision` on, in order, at most `maxCount`. A missing stream is empty. */
  readStream(stream: string, fromRevision: number, maxCount: number): Promise<readonly StoredEvent[]>;

  /**
   * First events of several streams at once: of each at most `maxCount`, in order; a missing stream is missing. At most
   * `PAGE_EVENTS_MAX` in all. An adapter offers it where that is faster than one stream after the other (`readStreams`).
   */
  readStreams?(streams: readonly string[], maxCount: number): Promise<ReadonlyMap<string, readonly StoredEvent[]>>;

  /**
   * Events of all streams after `afterPosition`, in store order, at most `maxCount`. 0 is before the first; any other
   * number is the position of an event of this store, else a store that is not dense throws `UnknownPosition`.
   */
  readAll(afterPosition: number, maxCount: number): Promise<readonly StoredEvent[]>;

  /** The last events before `position`, or of all, newest first, at most `maxCount`. A position as for `readAll`. */
  readBack(before: number | 'end', maxCount: number): Promise<readonly StoredEvent[]>;

  /** The event at a position; undefined where there is none, whatever the number. */
  eventAt(position: number): Promise<StoredEvent | undefined>;

  /**
   * Every event after `afterPosition`, once, in order, in pages; waits at the head for more.
   * Ends only when `signal` aborts or the store is closed.
   */
  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[]>;

  /** Position of the last event; 0 when there is none. */
  head(): Promise<number>;

  /** Finishes what was accepted, then refuses. */
  close(): Promise<void>;
}

/** A read from a position at which this store has no event: it was taken from elsewhere, or made up. */
export class UnknownPosition extends Error {
  override readonly name = 'UnknownPosition';

  constructor(readonly position: number) {
    super(`This ledger has no event at position ${position}.`);
  }
}

/** The store cannot be asked now: it is away, busy, or slower than `STORE_DEADLINE_MS`. Asking again later may do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store will never do what was asked until settings change, the server's or ours; the message says which. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}
