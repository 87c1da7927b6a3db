/** Makes, checks, signs and publishes checkpoints, and knows the last one. */
import { specialEntry } from '../seal/special-leaves.js';
import type { CheckpointSigner } from './checkpoint-signer.js';
import type { CheckpointStream } from './checkpoint-stream.js';
import type { HeadsLeaf } from './heads-leaf.js';
import { lookAgain } from './second-look.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import type { Opened, SealerParts } from './sealer-parts.js';
import type { TileFolder } from './tile-folder.js';
import type { Waits } from './waits.js';

export interface PublisherParts extends Pick<SealerParts, 'store' | 'step'> {
  readonly tiles: TileFolder;
  readonly signer: CheckpointSigner;
  readonly stream: CheckpointStream;
  readonly waits: Waits;
}

export class Publisher {
  /** The last published checkpoint. */
  last: PublishedRow | undefined;
  /** Keys of which it is known that a leaf announces them. */
  private keysSaid = 0;
  /** A publication of which nobody knows whether it was written. */
  private attempt: Omit<PublishedRow, 'revision'> | undefined;

  constructor(private readonly parts: PublisherParts) {}

  /**
   * Publishes a checkpoint of all leaves, where there is something new.
   * @param heads given where a heads leaf is to be the last one
   * @returns milliseconds for which it kept the thread; undefined where nothing was new
   */
  async publish(opened: Opened, heads?: HeadsLeaf): Promise<number | undefined> {
    const { db, sequencer } = opened;
    const { store, tiles, signer, stream, step } = this.parts;
    await this.settleAttempt(db);
    this.announceKeys(opened);
    await heads?.add(opened);
    const { tree, position } = sequencer;
    const oldSize = this.last?.size ?? 0;
    if (tree.size === oldSize) return undefined;
    // From here on the leaves are on the disk: a crash behind the publication must not find fewer.
    db.flush();
    step?.('second look');
    const root = tree.root();
    const second = await lookAgain({ db, store, tiles }, oldSize, tree.size);
    if (!second.root.equals(root)) {
      throw new SealStop('roots-differ', 'two ways to the root of the log do not agree; nothing was signed.');
    }
    step?.('sign');
    const note = signer.sign(tree.size, root);
    const leaves = db.specialsFrom(oldSize).filter(({ index }) => index < tree.size);
    step?.('publish');
    this.attempt = { size: tree.size, position, note };
    const { revision } = await stream.publish({ note, leaves }, this.last?.revision ?? -1);
    step?.('mark');
    this.mark(db, { ...this.attempt, revision });
    return second.busy;
  }

  /** Notes that a checkpoint is published, and tells those who wait for it. */
  mark(db: SealDb, { size, revision, position, note }: PublishedRow): void {
    const row = { size, revision, position, note };
    db.transaction(() => db.publish(row));
    this.last = row;
    this.attempt = undefined;
    this.parts.waits.reached(position);
  }

  /** Where the store could not say whether it wrote the last one: it is looked for before another is made. */
  private async settleAttempt(db: SealDb): Promise<void> {
    if (!this.attempt) return;
    const found = await this.parts.stream.at((this.last?.revision ?? -1) + 1);
    if (found?.note === this.attempt.note) this.mark(db, { ...this.attempt, revision: found.revision });
    this.attempt = undefined;
  }

  private announceKeys({ db, sequencer }: Opened): void {
    const vkeys = this.parts.signer.announced();
    if (vkeys.length === this.keysSaid) return;
    const said = new Set(db.specialsFrom(0).map(({ entry }) => entry));
    for (const vkey of vkeys) {
      const entry = specialEntry({ typ: 'dcl.key', vkey });
      if (!said.has(entry)) sequencer.addSpecial(entry);
    }
    this.keysSaid = vkeys.length;
  }
}
