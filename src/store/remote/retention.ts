/** Settings of the server's that make facts vanish: the age, number or beginning of what a stream keeps. */
import { StoreRefused, type StoredEvent } from '../port.js';

export const METADATA_STREAM = '$$';
const TOMBSTONE = '$streamDeleted';
/** Types of the events that say so. */
export const LOSING_TYPES = ['$metadata', TOMBSTONE];
const LOSSY = ['$maxAge', '$maxCount', '$tb'] as const;

/** What an event does to a stream of ours that must never happen to one; undefined: nothing. */
export function lossOf({ stream, type, data }: StoredEvent): string | undefined {
  if (type === TOMBSTONE) return `The stream ${stream} was deleted in the event store. Its facts are lost there.`;
  if (!stream.startsWith(METADATA_STREAM)) return undefined;
  const set = LOSSY.filter((name) => name in settingsOf(data));
  if (set.length === 0) return undefined;
  const name = stream.slice(METADATA_STREAM.length);
  return `Metadata of the stream ${name} in the event store set ${set.join(', ')}: its facts vanish from reads, and a scavenge removes them. Take that setting away before the next scavenge.`;
}

/** A stream that is gone for ever. */
export function tombstoned(stream: string): StoreRefused {
  return new StoreRefused(
    `The stream ${stream} was deleted in the event store for ever (tombstoned): its facts cannot be read there, and nothing can be added. Restore a backup of the server.`,
  );
}

/** A stream whose beginning is hidden: no answer and no decision may rest on what is left of it. */
export function beheaded(stream: string, from: number, first: number): StoreRefused {
  return new StoreRefused(
    `The stream ${stream} has no revision ${from} in the event store, but ${first}: $maxAge, $maxCount, $tb or a deletion hides what was there. Take that setting away before the next scavenge (docs/kurrentdb.md), or restore a backup of the server.`,
  );
}

/** A new stream that does not begin at 0. */
export function begunAgain(stream: string, first: number): string {
  return `The stream ${stream} was deleted in the event store, and has begun again at revision ${first}: the facts before are hidden, and a scavenge removes them. Take $tb out of its metadata before the next scavenge.`;
}

/** Whether it is the server's own and no fact of ours. */
export function isOfServer({ stream, type }: StoredEvent): boolean {
  return stream.startsWith('$') || type.startsWith('$');
}

function settingsOf(data: string): object {
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
