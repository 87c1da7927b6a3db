/**
 * What a client of an event store server has to give: the only part that differs between clients and server protocols.
 * Everything else of the port is made of it in `remote.store.ts`, once. Errors are the port's (`StoreUnavailable`,
 * `StoreRefused`, `UnknownPosition`).
 */
import type { Expected, NewEvent, NotWritten, StoredEvent } from '../port.js';

/** Where an event stands in the log. The two differ only for events of old, explicit transactions. */
export interface Place {
  readonly commit: number;
  readonly prepare: number;
}

export interface Received {
  readonly event: StoredEvent;
  readonly place: Place;
}

/** One stream from a revision on, or the streams whose names begin with one of these, from a place (included) on. */
export type Source = StreamFrom | AllFrom;

export interface StreamFrom {
  readonly stream: string;
  readonly from: number;
}

export interface AllFrom {
  readonly prefixes: readonly string[];
  /** `types`: the prefixes are those of names of event types, not of streams. */
  readonly of?: 'types';
  readonly from: Place | 'start' | 'end';
  /** Newest first, the place left out. */
  readonly backwards?: boolean;
}

export type WireAnswer =
  /** Stored, now or before; without a position where the server did not name it. */
  | { readonly kind: 'stored'; readonly revision: number; readonly position: number | undefined }
  /** The stream ends elsewhere; -1: there is none. */
  | { readonly kind: 'stale'; readonly current: number }
  | { readonly kind: 'refused'; readonly reason: NotWritten['reason']; readonly detail: string }
  /** Nobody knows. */
  | { readonly kind: 'lost'; readonly detail: string };

export interface Listener {
  event(received: Received): void;
  /** The call was taken. */
  confirmed?(): void;
  /** All up to there was looked at. */
  reached?(place: Place): void;
  /** All that there is was looked at; servers before 23.10 do not say so. */
  caughtUp?(): void;
  /** The call is over: broken, or ended by the server without a word. */
  end(error?: Error): void;
}

/** A call that goes on until it is cancelled. */
export interface WireCall {
  pause(): void;
  resume(): void;
  cancel(): void;
}

export interface Wire {
  /** Answers within the deadline, whatever the server does. */
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<WireAnswer>;
  /** Answers or throws within the deadline. A missing stream is empty. */
  read(source: Source, count: number): Promise<readonly Received[]>;
  /** Everything behind a place (left out), as it comes. */
  follow(source: AllFrom, listener: Listener): WireCall;
  close(): Promise<void>;
}
