/**
 * The published checkpoints, checked along a walk over the whole store in its order: the leaves of the facts met so far must
 * give each root. It finds the log by itself and needs no key and no `seal.db`: a copy in another store is held against
 * what was signed. (Signatures are checked by the full audit, which has the keys.)
 */
import { CompactRange } from '../seal/compact-range.js';
import { hashLeaf } from '../seal/merkle.js';
import type { StoredEvent } from '../store/port.js';
import { publicationOf, SEAL_CATEGORY, type Published } from './checkpoint-stream.js';
import { leafOfEvent } from './event-leaf.js';

export interface SealedSoFar {
  /** Published checkpoints that were met. */
  readonly checkpoints: number;
  /** The last of them; null where none was met. */
  readonly last: { readonly origin: string; readonly size: number; readonly root: string } | null;
  /** Facts behind it. */
  readonly unsealed: number;
  /** The first thing that does not agree, in words; null where all does. */
  readonly problem: string | null;
}

export class SealedWalk {
  private readonly tree = new CompactRange();
  /** Leaf hashes of facts that no checkpoint has covered yet, in order; `taken` of them are in the tree. */
  private waiting: Buffer[] = [];
  private taken = 0;
  private stream: string | undefined;
  private checkpoints = 0;
  private last: SealedSoFar['last'] = null;
  private problem: string | null = null;

  take(events: readonly StoredEvent[]): void {
    for (const event of events) {
      if (!event.stream.startsWith(`${SEAL_CATEGORY}-`)) {
        this.waiting.push(leafOfEvent(event).hash);
        continue;
      }
      const published = publicationOf(event);
      // A second log over the same facts begins its own tree: the first one is walked.
      if (published && (this.stream ??= event.stream) === event.stream) this.meet(published);
    }
  }

  get soFar(): SealedSoFar {
    const { checkpoints, last, problem } = this;
    return { checkpoints, last, unsealed: this.waiting.length - this.taken, problem };
  }

  private meet({ checkpoint, leaves }: Published): void {
    const { size, root, origin } = checkpoint;
    const specials = new Map(leaves.map(({ index, entry }) => [index, entry]));
    while (this.tree.size < size) {
      const special = specials.get(this.tree.size);
      const hash = special === undefined ? this.waiting[this.taken] : hashLeaf(special);
      if (!hash) return this.fail(`the checkpoint of size ${size} covers facts that are not before it`);
      if (special === undefined) this.taken += 1;
      this.tree.append(hash);
    }
    this.waiting = this.waiting.slice(this.taken);
    this.taken = 0;
    this.checkpoints += 1;
    this.last = { origin, size, root: root.toString('base64') };
    if (!this.tree.root().equals(root)) this.fail(`the facts do not give the root of the checkpoint of size ${size}`);
  }

  private fail(problem: string): void {
    this.problem ??= problem;
  }
}
