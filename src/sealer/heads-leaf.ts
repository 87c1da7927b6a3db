/** When a heads leaf is due, and the making of it. */
import { specialEntry } from '../seal/special-leaves.js';
import { headsRoot } from './heads-map.js';
import type { Opened } from './sealer-parts.js';

/** A heads leaf is made when there is news and so much time has passed. */
const HEADS_MS = 60_000;
/** Heads are made no more often than this many times the time that making them takes. */
const REST = 20;

export class HeadsLeaf {
  private rest = HEADS_MS;
  private news = false;
  private madeAt: number;

  constructor(private readonly clock: { now(): number }) {
    this.madeAt = clock.now();
  }

  /** What the tree says when it is opened: leaves behind the last heads are news. */
  begin(opened: Opened): void {
    this.news = opened.sequencer.tree.size > 0 && !this.isLast(opened);
  }

  /** A fact has come in. */
  noteNews(): void {
    this.news = true;
  }

  /** When the next one is to be made; Infinity while there is no news. */
  get dueAt(): number {
    return this.news ? this.madeAt + this.rest : Infinity;
  }

  get due(): boolean {
    return this.clock.now() >= this.dueAt;
  }

  /** Adds one, unless the last leaf is one or there is no stream yet. */
  async add(opened: Opened): Promise<void> {
    if (this.isLast(opened)) return;
    const { db, sequencer } = opened;
    const began = performance.now();
    const map = await headsRoot(db);
    if (map.streams === 0) return;
    sequencer.addSpecial(specialEntry({ typ: 'dcl.heads', covers: sequencer.tree.size, ...map }));
    this.madeAt = this.clock.now();
    this.rest = Math.max(HEADS_MS, REST * (performance.now() - began));
    this.news = false;
  }

  private isLast({ db, sequencer }: Opened): boolean {
    const { size } = sequencer.tree;
    return size > 0 && (db.special(size - 1)?.includes('"typ":"dcl.heads"') ?? false);
  }
}
