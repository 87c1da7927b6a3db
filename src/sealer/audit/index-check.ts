/** What `seal.db` says beside its leaves, against the facts and checkpoints that were just read: it is derived, and may rot. */
import type { CompactRange } from '../../seal/compact-range.js';
import type { Head, SealDb } from '../seal-db.js';
import type { Differences } from './difference.js';
import type { HeadsCheck } from './heads-check.js';

const PAGE = 1_000;
/** All of it can be made again. */
const ADVICE = "in seal.db is not what the ledger gives; delete seal.db and the folder 'seal': they are built anew";

/** The tree as it was left, with leaves behind the last checkpoint where there are some. */
export function checkTree(db: SealDb, tree: CompactRange, differences: Differences): void {
  const log = db.log();
  const whole = tree.copy();
  for (let from = tree.size; from < log.tree.size; from += PAGE) {
    for (const { hash } of db.leaves(from, Math.min(log.tree.size, from + PAGE))) whole.append(hash);
  }
  const same = whole.size === log.tree.size && whole.root().equals(log.tree.root());
  if (!same) differences.add('changed', 'tree', ADVICE);
}

/** Each stream's last leaf among those of the checkpoint. */
export function checkHeads(db: SealDb, heads: HeadsCheck, size: number, differences: Differences): void {
  const seen = new Set<string>();
  for (let after = ''; ;) {
    const page = db.headsAfter(after, PAGE);
    for (const { sid, rev, leaf, idx } of page) {
      seen.add(sid);
      // Or it has gone on since: its leaf is behind the checkpoint.
      const is = idx < size ? isHead : isLater;
      if (!is(db, heads.head(sid), { rev, leaf, idx })) differences.add('changed', `head of ${sid}`, ADVICE);
    }
    if (page.length < PAGE) break;
    after = page[page.length - 1]?.sid ?? after;
  }
  for (const sid of heads.streams()) if (!seen.has(sid)) differences.add('missing', `head of ${sid}`, ADVICE);
}

/** Behind the checkpoint: a leaf of its own there, and a later revision. What that leaf says, the audit of tomorrow looks at. */
function isLater(db: SealDb, head: { revision: number } | undefined, { rev, leaf, idx }: Head): boolean {
  const at = db.leaf(idx);
  if (!at || rev <= (head?.revision ?? -1)) return false;
  return leaf === '' || at.hash.toString('base64url') === leaf;
}

/** Behind a hole a head has no hash: nobody knows it. */
function isHead(db: SealDb, head: { revision: number; hash: Buffer } | undefined, { rev, leaf, idx }: Head): boolean {
  if (head?.revision !== rev || head.hash.toString('base64url') !== leaf) return false;
  return head.hash.length === 0 || db.leaf(idx)?.hash.equals(head.hash) === true;
}

/** A published checkpoint as it is noted here; one that was passed while `seal.db` was built anew is not noted. */
export function checkPublished(
  db: SealDb,
  { revision, size, note, position }: { revision: number; size: number; note: string; position: number },
  differences: Differences,
): void {
  const row = db.publishedAs(revision);
  if (!row || (row.size === size && row.note === note && row.position < position)) return;
  differences.add('changed', `checkpoint ${revision}`, ADVICE);
}
