/** Whether an event is the same in two stores. Positions are not compared: they mean nothing in another store. */
import type { StoredEvent } from '../port.js';

const MEMBERS = ['stream', 'revision', 'id', 'type', 'data', 'meta'] as const;

/** The first member in which two events differ; undefined where they are the same. */
export function differenceOf(a: StoredEvent, b: StoredEvent): (typeof MEMBERS)[number] | undefined {
  return MEMBERS.find((member) => a[member] !== b[member]);
}

/** Which event, for people: `PaymentReceived case-…@3 (id)`. */
export function nameOf({ type, stream, revision, id }: StoredEvent): string {
  return `${type} ${stream}@${revision} (${id})`;
}
