/** Maps of heads, built again: the only check against an operator who sealed a lying one. */
import { CompactRange } from '../../seal/compact-range.js';
import { hashLeaf } from '../../seal/merkle.js';
import { headEntry, parseSpecial } from '../../seal/special-leaves.js';
import type { Differences } from './difference.js';

/** Entries hashed for maps that are not the last one: about a second's work. */
const ENTRIES_MAX = 2_000_000;

interface Head {
  readonly revision: number;
  readonly hash: Buffer;
}

export class HeadsCheck {
  found = 0;
  checked = 0;
  private readonly heads = new Map<string, Head>();
  private spent = 0;

  /**
   * @param lastIndex of the last heads leaf, which is checked whatever it costs
   * @param differ whether a fact before differs: then a map of them differs too, and says nothing more
   */
  constructor(
    private readonly lastIndex: number,
    private readonly differ: () => boolean,
    private readonly differences: Differences,
  ) {}

  fact(stream: string, revision: number, hash: Buffer): void {
    this.heads.set(stream, { revision, hash });
  }

  head(stream: string): Head | undefined {
    return this.heads.get(stream);
  }

  streams(): IterableIterator<string> {
    return this.heads.keys();
  }

  /** A leaf that is no fact. */
  special(index: number, entry: string): void {
    const leaf = parseSpecial(entry);
    if (leaf?.typ === 'dcl.gap') this.heads.set(leaf.sid, { revision: leaf.to, hash: Buffer.alloc(0) });
    if (leaf?.typ !== 'dcl.heads') return;
    this.found += 1;
    if (index !== this.lastIndex && this.spent + this.heads.size > ENTRIES_MAX) return;
    this.checked += 1;
    this.spent += this.heads.size;
    if (this.differ()) return;
    const { streams, root } = this.map();
    if (leaf.covers !== index || leaf.streams !== streams || leaf.root !== root) {
      this.differences.add('changed', `leaf ${index}`, 'is a map of heads that the facts before it do not give');
    }
  }

  private map(): { readonly streams: number; readonly root: string } {
    const tree = new CompactRange();
    for (const sid of [...this.heads.keys()].sort()) {
      const { revision, hash } = this.heads.get(sid) as Head;
      tree.append(hashLeaf(headEntry(sid, revision, hash.toString('base64url'))));
    }
    return { streams: tree.size, root: tree.root().toString('base64url') };
  }
}
