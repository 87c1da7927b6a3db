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

/** Positions are unsigned 64-bit numbers of bytes: beyond 2^53 (9 petabytes) we do not go, nor guess. */
export function placeAt(commitBytes: string, prepareBytes: string): Place {
  const [commit, prepare] = [Number(commitBytes), Number(prepareBytes)];
  if (Number.isSafeInteger(commit) && Number.isSafeInteger(prepare)) return { commit, prepare };
  throw new Error(
    `The event store gave position ${commitBytes}: a server before 22.10 gives none for an event of a stream, and beyond 2^53 we cannot count.`,
  );
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
