/**
 * The full audit of a log by somebody who has all its entries and nothing else: tree, chains and the last map of heads are
 * made again. Only this finds a map of heads that was signed and is a lie. Entries tell no personal data.
 */
import type { Checkpoint } from '../checkpoint.js';
import { CompactRange } from '../compact-range.js';
import { leafHash, NO_PREVIOUS } from '../leaf.js';
import { hashLeaf } from '../merkle.js';
import { readEventEntry } from '../pack/entries.js';
import { headEntry, parseSpecial, type GapLeaf } from '../special-leaves.js';

export type LogFault =
  /** The entries are not those of the checkpoint. */
  | { readonly kind: 'other-root' }
  /** An event that does not follow the last one of its stream. */
  | { readonly kind: 'broken-chain'; readonly index: number }
  /** The last map of heads is not the one that the entries give. */
  | { readonly kind: 'lying-map'; readonly index: number }
  | { readonly kind: 'no-map' };

/** The leaf of a revision that was missing when its turn came: as the map of heads has it. */
const UNKNOWN = '';

export interface LogSeen {
  readonly faults: readonly LogFault[];
  readonly streams: number;
  /** Revisions that the log says were missing when they were sealed. */
  readonly gaps: number;
}

interface Head {
  readonly rev: number;
  readonly leaf: string;
}

/** Throws FormatError on an entry that cannot be read. @param entries the first `size` of the log. */
export async function auditLog(
  entries: Iterable<string> | AsyncIterable<string>,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
): Promise<LogSeen> {
  let gaps = 0;
  const faults: LogFault[] = [];
  const heads = new Map<string, Head>();
  const tree = new CompactRange();
  let last: { readonly covers: number; readonly streams: number; readonly root: string } | undefined;
  for await (const entry of entries) {
    const index = tree.size;
    const special = parseSpecial(entry);
    last = special?.typ === 'dcl.heads' ? special : undefined;
    if (special?.typ === 'dcl.gap') gaps += special.to - special.from + 1;
    const isNext = special ? special.typ !== 'dcl.gap' || leaps(heads, special) : follows(heads, entry);
    if (!isNext) faults.push({ kind: 'broken-chain', index });
    tree.append(hashLeaf(entry));
  }
  if (tree.size !== size || !tree.root().equals(root)) faults.push({ kind: 'other-root' });
  if (!last) faults.push({ kind: 'no-map' });
  else if (last.covers !== size - 1 || last.streams !== heads.size || last.root !== rootOf(heads)) {
    faults.push({ kind: 'lying-map', index: size - 1 });
  }
  return { faults, streams: heads.size, gaps };
}

/** A gap begins behind the last revision that is there. */
function leaps(heads: Map<string, Head>, { sid, from, to }: GapLeaf): boolean {
  const rev = heads.get(sid)?.rev ?? -1;
  heads.set(sid, { rev: to, leaf: UNKNOWN });
  return from === rev + 1 && to >= from;
}

function follows(heads: Map<string, Head>, entry: string): boolean {
  const { sid, rev, prev } = readEventEntry(entry);
  const head = heads.get(sid) ?? { rev: -1, leaf: NO_PREVIOUS };
  heads.set(sid, { rev, leaf: leafHash(entry) });
  return rev === head.rev + 1 && (head.leaf === UNKNOWN || prev === head.leaf);
}

function rootOf(heads: ReadonlyMap<string, Head>): string {
  const tree = new CompactRange();
  const sids = [...heads.keys()].sort();
  for (const sid of sids) {
    const { rev, leaf } = heads.get(sid) as Head;
    tree.append(hashLeaf(headEntry(sid, rev, leaf)));
  }
  return tree.root().toString('base64url');
}
