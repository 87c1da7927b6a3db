/** From a stored event to its leaf, read anew each time: nothing that was worked out before is trusted. */
import { digest, leafEntry } from '../seal/leaf.js';
import { hashLeaf } from '../seal/merkle.js';
import type { StoredEvent } from '../store/port.js';

export interface EventLeaf {
  readonly entry: string;
  readonly hash: Buffer;
  /** The leaf hash of the stream's previous event that the writer named. */
  readonly prev: string;
}

/** Every meta begins so, and most hold nothing else: parsing it would cost as much as the hashes. */
const META = '{"prev":"';
const HASH_CHARS = 43;

export function leafOfEvent({ stream, revision, data, meta }: StoredEvent): EventLeaf {
  const prev = prevOf(meta);
  const entry = leafEntry(stream, revision, prev, digest(data));
  return { entry, hash: hashLeaf(entry), prev };
}

function prevOf(meta: string): string {
  const end = META.length + HASH_CHARS;
  if (meta.startsWith(META) && meta.charAt(end) === '"') return meta.slice(META.length, end);
  try {
    const { prev } = JSON.parse(meta) as { prev?: unknown };
    return typeof prev === 'string' ? prev : '';
  } catch {
    // Bytes that are no JSON name no event: the chain is broken there, and whoever reads it says so.
    return '';
  }
}

const REC = '"rec":"';

/** When the ledger recorded the event, milliseconds; undefined where its body does not say. */
export function recordedAt({ data }: StoredEvent): number | undefined {
  // Behind `rec` a body has no free text, so the last one is its own; where it looks odd the whole body is read.
  const at = data.lastIndexOf(REC);
  const quick = at < 0 ? NaN : Date.parse(data.slice(at + REC.length, data.indexOf('"', at + REC.length)));
  return Number.isNaN(quick) ? undefined : quick;
}
