/**
 * What was published, met again while leaves are made: after a loss of `seal.db` the tree must go through every published
 * checkpoint, with the leaves that are no facts where they stood.
 */
import type { CompactRange } from '../seal/compact-range.js';
import type { Published } from './checkpoint-stream.js';
import { SealStop } from './seal-stop.js';

export class Recorded {
  private next: Published | undefined;
  private over = false;
  private lastMet: Published | undefined;

  constructor(private readonly publications: AsyncGenerator<Published, void>) {}

  /** The last publication that the tree has reached. */
  get last(): Published | undefined {
    return this.lastMet;
  }

  /** The publication that comes next; undefined when the tree has met them all. */
  async pending(): Promise<Published | undefined> {
    if (!this.next && !this.over) {
      const { value } = await this.publications.next();
      this.next = value ?? undefined;
      this.over = !value;
    }
    return this.next;
  }

  /** The entry that stands at an index, if it is a leaf that is no fact. `pending` has been awaited. */
  specialAt(index: number): string | undefined {
    return this.next?.leaves.find((leaf) => leaf.index === index)?.entry;
  }

  /** To be called whenever the tree has grown. Throws SealStop where it went past a checkpoint or has another root. */
  meet(tree: CompactRange): void {
    const { next } = this;
    if (!next || tree.size < next.checkpoint.size) return;
    if (tree.size > next.checkpoint.size || !tree.root().equals(next.checkpoint.root)) throw diverged(next);
    this.lastMet = next;
    this.next = undefined;
  }
}

export function diverged({ checkpoint }: Published): SealStop {
  const message = `the facts of this ledger no longer give the published checkpoint of size ${checkpoint.size}. Something was changed or restored; 'quittance audit verify' says what.`;
  return new SealStop('rollback', message);
}
