/** Rows of `seal.db` that go when leaves are taken back which were never published. */
import type Database from '#sqlite';
import type { CompactRange } from '../seal/compact-range.js';
import type { Head } from './seal-rows.js';

export interface CutTo {
  /** The tree that stays. */
  readonly tree: CompactRange;
  /** Store position up to which facts have leaves in it. */
  readonly position: number;
  /** Heads of the streams whose leaves go: as they were, or undefined where the stream had none. */
  readonly heads: ReadonlyMap<string, Head | undefined>;
}

export class LeafCut {
  constructor(private readonly db: Database.Database) {}

  /** One transaction. */
  to({ tree, position, heads }: CutTo): void {
    const { db } = this;
    db.transaction(() => {
      for (const table of ['leaves', 'specials', 'findings'])
        db.prepare(`DELETE FROM ${table} WHERE idx >= ?`).run(tree.size);
      const forget = db.prepare('DELETE FROM heads WHERE sid = ?');
      const put = db.prepare('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)');
      for (const [sid, head] of heads) {
        if (head) put.run(sid, head.rev, head.leaf, head.idx);
        else forget.run(sid);
      }
      db.prepare('UPDATE log SET position = ?, size = ?, nodes = ?').run(
        position,
        tree.size,
        Buffer.concat(tree.nodes()),
      );
    })();
  }
}
