/** Settings of the server's that make facts vanish: the age, number or beginning of what a stream keeps. */
import type { StoredEvent } from '../port.js';

export const METADATA_STREAM = '$$';
const TOMBSTONE = '$streamDeleted';
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
