/**
 * What every adapter refuses before it looks at its streams. One code, so that all adapters refuse alike.
 *
 * A store knows no fact: JSON is not parsed. It must return text byte for byte, though, and UTF-8 has no bytes for a
 * lone surrogate, so ill-formed Unicode is refused.
 */
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  PAGE_EVENTS_MAX,
  type Expected,
  type NewEvent,
  type NotWritten,
} from '../port.js';
import { appendBytes, eventBytes } from '../size.js';

export const STREAM_NAME = /^[a-z]+-[A-Za-z0-9-]{1,64}$/;
export const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Characters in the name of an event type. */
export const TYPE_CHARS_MAX = 128;

/** Why an append may not be tried, if so. */
export function checkAppend(stream: string, events: readonly NewEvent[], expected: Expected): NotWritten | undefined {
  if (!STREAM_NAME.test(stream)) return refuse('bad-event', `"${stream}" is no stream name (${STREAM_NAME.source})`);
  if (expected !== 'no-stream' && !isCount(expected)) {
    return refuse(
      'bad-event',
      `the expected revision is ${expected}; it must be a whole number from 0, or 'no-stream'`,
    );
  }
  if (events.length === 0) return refuse('empty', `an append to ${stream} without events`);
  if (events.length > APPEND_EVENTS_MAX) {
    return refuse('too-many', `${events.length} events for ${stream}; one append takes ${APPEND_EVENTS_MAX}`);
  }
  let characters = 0;
  for (const event of events) {
    const refused = checkEvent(event);
    if (refused) return refused;
    characters += charactersOf(event);
  }
  // Counting bytes reads every text once more: most appends are far too small for it to matter.
  if (characters * CHARACTER_BYTES_MAX <= APPEND_BYTES_MAX) return undefined;
  const bytes = events.reduce((sum, event) => sum + appendBytes(event), 0);
  if (bytes <= APPEND_BYTES_MAX) return undefined;
  return refuse('too-large', `${bytes} bytes for ${stream}, types included; one append takes ${APPEND_BYTES_MAX}`);
}

/** Of text as JavaScript counts it, in UTF-8. */
const CHARACTER_BYTES_MAX = 3;

/** Of all its texts. */
function charactersOf({ type, data, meta }: NewEvent): number {
  return type.length + data.length + meta.length;
}

/** Why an event may not be tried, if so. */
function checkEvent(event: NewEvent): NotWritten | undefined {
  const { id, type, data, meta } = event;
  if (!EVENT_ID.test(id)) return refuse('bad-event', `"${id}" is no event id: a UUID in lower case with dashes`);
  if (type.length === 0 || type.length > TYPE_CHARS_MAX) {
    return refuse('bad-event', `event ${id}: a type has 1 to ${TYPE_CHARS_MAX} characters`);
  }
  if (!isWellFormed(type) || !isWellFormed(data) || !isWellFormed(meta)) {
    return refuse('bad-event', `event ${id} holds a lone surrogate, which has no UTF-8 bytes`);
  }
  if (charactersOf(event) * CHARACTER_BYTES_MAX <= EVENT_BYTES_MAX) return undefined;
  const bytes = eventBytes(event);
  if (bytes <= EVENT_BYTES_MAX) return undefined;
  return refuse('too-large', `event ${id} has ${bytes} bytes; one event takes ${EVENT_BYTES_MAX}`);
}

/** Throws on a page that no caller should ask for: a programming error. */
export function checkPage(from: number, maxCount: number): void {
  if (!isCount(from)) throw new RangeError(`a page starts at a whole number from 0, not at ${from}`);
  if (!isCount(maxCount) || maxCount < 1 || maxCount > PAGE_EVENTS_MAX) {
    throw new RangeError(`a page has 1 to ${PAGE_EVENTS_MAX} events, not ${maxCount}`);
  }
}

export function refuse(reason: NotWritten['reason'], detail: string): NotWritten {
  return { kind: 'not-written', reason, detail };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** In Node since 20, in TypeScript's library since ES2024. */
function isWellFormed(text: string): boolean {
  return (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}
