/**
 * What an event counts against the named limits of the port: one count for every store, or an append that one store
 * takes could be refused by another, and a ledger could not move.
 */
import type { NewEvent } from './port.js';

/** Bytes of an event (UTF-8, data and meta), held against `EVENT_BYTES_MAX`. */
export function eventBytes({ data, meta }: Pick<NewEvent, 'data' | 'meta'>): number {
  return Buffer.byteLength(data) + Buffer.byteLength(meta);
}

/** Bytes that the name of a type counts in an append: a KurrentDB counts two for each letter. */
export function typeBytes(type: string): number {
  return 2 * type.length;
}

/** Bytes that an event takes of `APPEND_BYTES_MAX`. */
export function appendBytes(event: Pick<NewEvent, 'type' | 'data' | 'meta'>): number {
  return eventBytes(event) + typeBytes(event.type);
}
