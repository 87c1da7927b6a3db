/** Gives each event of a page its leaf index, in store order, in one transaction. */
import { CompactRange } from '../seal/compact-range.js';
import { hashLeaf } from '../seal/merkle.js';
import { NO_PREVIOUS } from '../seal/leaf.js';
import { parseSpecial, specialEntry } from '../seal/special-leaves.js';
import type { StoredEvent } from '../store/port.js';
import { SEAL_CATEGORY, type Published } from './checkpoint-stream.js';
import { leafOfEvent } from './event-leaf.js';
import type { Recorded } from './recorded.js';
import type { Head, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';

const NO_HEAD: Head = { rev: -1, leaf: NO_PREVIOUS, idx: -1 };

/** A hole: the leaf that says so has been added, and what comes behind it waits. */
export interface Hole {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
}

export class Sequencer {
  tree: CompactRange;
  /** Store position up to which everything is in the tree. */
  position: number;

  constructor(
    private readonly db: SealDb,
    /** What was published and has no leaves here yet. */
    public recorded: Recorded,
  ) {
    ({ tree: this.tree, position: this.position } = db.log());
  }

  /**
   * Takes a page that follows the position. Ends early where a published checkpoint is reached: the next call goes on.
   * Throws SealStop, and then nothing of the page is taken.
   */
  async take(page: readonly StoredEvent[]): Promise<Hole | undefined> {
    for (let from = 0; from < page.length;) {
      await this.recorded.pending();
      const { taken, hole } = this.takeSome(page, from);
      if (hole) return hole;
      from += taken;
    }
    return undefined;
  }

  /**
   * Takes of a page what published checkpoints cover, and nothing behind the last of them.
   * @param met is given each checkpoint that the tree has reached
   */
  async takePublished(page: readonly StoredEvent[], met: (publication: Published) => void): Promise<void> {
    for (let from = 0; await this.recorded.pending();) {
      const before = this.recorded.last;
      const { taken } = this.takeSome(page, from);
      from += taken;
      const { last } = this.recorded;
      if (last && last !== before) met(last);
      else if (from >= page.length) return;
      else if (taken === 0) throw broken(page[from] as StoredEvent, 'cannot follow what was sealed');
    }
  }

  /** Stands again where it stood with an older tree. The rows are the caller's. */
  goBack(tree: CompactRange, position: number): void {
    [this.tree, this.position] = [tree, position];
  }

  /** A leaf that is no fact, made now. */
  addSpecial(entry: string): number {
    const tree = this.tree.copy();
    this.db.transaction(() => {
      this.special(tree, entry, new Map());
      this.db.reach(this.position, tree);
    });
    this.tree = tree;
    return tree.size - 1;
  }

  private takeSome(page: readonly StoredEvent[], from: number): { readonly taken: number; readonly hole?: Hole } {
    const tree = this.tree.copy();
    const heads = new Map<string, Head>();
    let position = this.position;
    let taken = 0;
    let hole: Hole | undefined;
    const met = this.recorded.last;
    this.db.transaction(() => {
      this.specials(tree, heads);
      for (let at = from; at < page.length && !hole && this.recorded.last === met; at++) {
        const event = page[at] as StoredEvent;
        hole = this.event(tree, heads, event);
        if (hole) break;
        position = event.position;
        taken += 1;
        this.recorded.meet(tree);
        if (this.recorded.last === met) this.specials(tree, heads);
      }
      for (const [sid, head] of heads) this.db.setHead(sid, head);
      this.db.reach(position, tree);
    });
    [this.tree, this.position] = [tree, position];
    return { taken, hole };
  }

  /** Leaves that were published at this place. */
  private specials(tree: CompactRange, heads: Map<string, Head>): void {
    for (let entry = this.recorded.specialAt(tree.size); entry !== undefined;) {
      this.special(tree, entry, heads);
      this.recorded.meet(tree);
      entry = this.recorded.specialAt(tree.size);
    }
  }

  private special(tree: CompactRange, entry: string, heads: Map<string, Head>): void {
    const hash = hashLeaf(entry);
    const leaf = parseSpecial(entry);
    this.db.addSpecial(tree.size, entry, hash);
    if (leaf?.typ === 'dcl.gap') {
      const head = { rev: leaf.to, leaf: '', idx: tree.size };
      heads.set(leaf.sid, head);
      this.db.setHead(leaf.sid, head);
    }
    tree.append(hash);
  }

  private event(tree: CompactRange, heads: Map<string, Head>, event: StoredEvent): Hole | undefined {
    const { stream, revision, position, id } = event;
    if (position <= this.position) throw broken(event, 'stands before what was sealed already');
    if (stream.startsWith(`${SEAL_CATEGORY}-`)) return undefined;
    const head = heads.get(stream) ?? this.db.head(stream) ?? NO_HEAD;
    if (revision > head.rev + 1) return this.hole(tree, heads, { stream, from: head.rev + 1, to: revision - 1 });
    if (revision <= head.rev) throw broken(event, `follows revision ${head.rev}`);
    const { hash, prev } = leafOfEvent(event);
    if (head.leaf !== '' && prev !== head.leaf) throw broken(event, 'does not name the leaf of the event before it');
    this.db.addFact(tree.size, position, id, hash);
    heads.set(stream, { rev: revision, leaf: hash.toString('base64url'), idx: tree.size });
    tree.append(hash);
    return undefined;
  }

  private hole(tree: CompactRange, heads: Map<string, Head>, hole: Hole): Hole {
    const { stream: sid, from, to } = hole;
    this.special(tree, specialEntry({ typ: 'dcl.gap', sid, from, to }), heads);
    return hole;
  }
}

function broken({ stream, revision }: StoredEvent, how: string): SealStop {
  const message = `${stream}@${revision} ${how}. The ledger was changed from outside; 'quittance audit verify' says more.`;
  return new SealStop('broken-chain', message);
}
