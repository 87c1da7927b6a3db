/**
 * Leaves and facts that did not meet at their place. Once all is read they are paired: the same leaf elsewhere was moved,
 * the same revision with other bytes was changed, and the rest is missing or was put in.
 */
import { decodeBundle, TILE_WIDTH, tileWidth } from '../../seal/tile.js';
import type { SealDb } from '../seal-db.js';
import type { TileFolder } from '../tile-folder.js';
import type { Differences } from './difference.js';

export interface Stray {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly hash: Buffer;
}

interface Lost {
  readonly index: number;
  readonly position: number;
}

interface Moved extends Stray {
  readonly from: Lost;
}

export class Matching {
  private readonly lost = new Map<string, Lost>();
  private readonly strays: Stray[] = [];

  constructor(
    private readonly tiles: TileFolder,
    private readonly db: SealDb,
    private readonly size: number,
  ) {}

  get any(): boolean {
    return this.lost.size > 0 || this.strays.length > 0;
  }

  leafWithoutFact(index: number, position: number, hash: Buffer): void {
    this.lost.set(hash.toString('hex'), { index, position });
  }

  factWithoutLeaf(stray: Stray): void {
    this.strays.push(stray);
  }

  /** Whether a leaf that has no fact at its place is this one. */
  misses(hash: Buffer): boolean {
    return this.lost.size > 0 && this.lost.has(hash.toString('hex'));
  }

  tell(differences: Differences): void {
    const left = this.tellMoved(differences);
    const byPlace = new Map([...this.lost].map(([hash, lost]) => [this.placeOf(lost), { hash, ...lost }]));
    for (const { stream, revision, position } of left) {
      const what = `${stream}@${revision}`;
      const sealed = byPlace.get(what) ?? byPlace.get(`position ${position}`);
      if (sealed && this.lost.delete(sealed.hash)) {
        differences.add('changed', what, `is not what was sealed as leaf ${sealed.index}`);
      } else {
        differences.add('extra', what, `stands at position ${position}, among what was sealed without it`);
      }
    }
    for (const lost of this.lost.values()) {
      differences.add('missing', this.placeOf(lost), `was sealed as leaf ${lost.index} and is no longer in the ledger`);
    }
  }

  /** Facts that stand elsewhere, out of their order; those that were only pushed along are as they were. */
  private tellMoved(differences: Differences): Stray[] {
    const moved = new Map<number, Moved>();
    const left: Stray[] = [];
    for (const stray of this.strays) {
      const key = stray.hash.toString('hex');
      const from = this.lost.get(key);
      if (from && this.lost.delete(key)) moved.set(from.index, { ...stray, from });
      else left.push(stray);
    }
    const gone = new Set([...this.lost.values()].map(({ index }) => index));
    for (const { stream, revision, position, from } of moved.values()) {
      const [before, after] = [-1, 1].map((step) => this.neighbour(from.index, step, moved, gone));
      if ((before ?? -Infinity) < position && position < (after ?? Infinity)) continue;
      const detail = `was sealed as leaf ${from.index}, at position ${from.position}, and stands at ${position}`;
      differences.add('reordered', `${stream}@${revision}`, detail);
    }
    return left;
  }

  /** Where the nearest leaf's fact now stands. */
  private neighbour(
    index: number,
    step: number,
    moved: ReadonlyMap<number, Moved>,
    gone: ReadonlySet<number>,
  ): number | undefined {
    for (let at = index + step; at >= 0 && at < this.size; at += step) {
      const position = moved.get(at)?.position ?? this.db.leaf(at)?.position;
      if (!gone.has(at) && typeof position === 'number') return position;
    }
    return undefined;
  }

  /** Stream and revision that the log itself names; the position where its entries cannot be read. */
  private placeOf({ index, position }: Lost): string {
    try {
      const bundle = Math.floor(index / TILE_WIDTH);
      const width = tileWidth('entries', bundle, this.size);
      const entry = decodeBundle(this.tiles.read({ level: 'entries', index: bundle, width }))[index % TILE_WIDTH];
      const { sid, rev } = JSON.parse(String(entry)) as { sid: string; rev: number };
      return `${sid}@${rev}`;
    } catch {
      return `position ${position}`;
    }
  }
}
