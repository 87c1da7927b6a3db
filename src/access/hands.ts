/**
 * Whose hands a caller may be. Whoever made a key over HTTP, or approved its rotation, has seen a secret of it and can act
 * with it: four eyes count such callers as one (design.md 6).
 */
import type { KeyRow } from './keys-table.js';

type Seen = Pick<KeyRow, 'id' | 'seen_by'>;

/** Who saw a secret of a key, as `by` names callers; nobody where it was made at the machine. */
export function seenBy({ seen_by }: Pick<KeyRow, 'seen_by'>): readonly string[] {
  return seen_by === null ? [] : (JSON.parse(seen_by) as string[]);
}

/** The list with one more. */
export function seenAlsoBy(row: Pick<KeyRow, 'seen_by'>, by: string | undefined): string | null {
  return by === undefined ? row.seen_by : JSON.stringify([...new Set([...seenBy(row), by])]);
}

/**
 * Everybody who may be the same person as a caller, the caller too: whose key they could use, who could use theirs, and so on
 * up; and keys that a third one can use beside theirs.
 */
export function handsOf(by: string, keys: readonly Seen[]): ReadonlySet<string> {
  const seen = new Map(keys.map((key) => [`key:${key.id}`, seenBy(key)]));
  const own = holdersOf(by, seen);
  const others = [...seen.keys()].filter((key) => [...holdersOf(key, seen)].some((holder) => own.has(holder)));
  return new Set([...own, ...others]);
}

/** Who can act as a caller: itself, who saw its secret, and who saw theirs. */
function holdersOf(by: string, seen: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const holders = new Set([by]);
  // A set gives what is added while it is walked, each once: a circle of keys ends.
  for (const holder of holders) for (const each of seen.get(holder) ?? []) holders.add(each);
  return holders;
}
