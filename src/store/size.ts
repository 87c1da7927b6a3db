/**
 * What an event counts against the named limits of the port: one count for every store, or an append that one store
 * takes could be refused by another, and a ledger could not move.
 */
import type { NewEvent } from './port.js';

/** Bytes of an event (UTF-8, data and meta), held against `EVENT_BYTES_MAX`. */
export function eventBytes({ data, meta }: Pick<NewEvent, 'data' | 'meta'>): number {
  return Buffer.byteLength(data) + Buffer.byteLength(meta);
}

/**
 * Bytes that an event takes of `APPEND_BYTES_MAX`: a KurrentDB counts two more for each letter of its type.
 * @param bytes `eventBytes` of it, where they were counted already
 */
export function appendBytes(event: Pick<NewEvent, 'type' | 'data' | 'meta'>, bytes = eventBytes(event)): number {
  return bytes + 2 * event.type.length;
}
