/** Makes, checks, signs and publishes checkpoints, and knows the last one. */
import { specialEntry } from '../seal/special-leaves.js';
import type { CheckpointSigner } from './checkpoint-signer.js';
import type { CheckpointStream, Publication } from './checkpoint-stream.js';
import type { HeadsLeaf } from './heads-leaf.js';
import { lookAgain } from './second-look.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import { Outrun, type Licence, type Opened, type SealerParts } from './sealer-parts.js';
import type { TileFolder } from './tile-folder.js';
import type { Waits } from './waits.js';

export interface PublisherParts extends Pick<SealerParts, 'store' | 'step' | 'traces'> {
  readonly tiles: TileFolder;
  readonly signer: CheckpointSigner;
  readonly stream: CheckpointStream;
  readonly waits: Waits;
}

export class Publisher {
  /** The last published checkpoint. */
  last: PublishedRow | undefined;
  /** Given where many processes share the log. */
  licence: Licence | undefined;
  /** Whether another process was found to publish. */
  outrun = false;
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
    await this.settleAttempt(db);
    this.announceKeys(opened);
    await heads?.add(opened);
    const { size } = sequencer.tree;
    const oldSize = this.last?.size ?? 0;
    if (size === oldSize) return undefined;
    const work = (): Promise<number> => this.make(opened, oldSize);
    return this.parts.traces?.publish(size - oldSize, work) ?? work();
  }

  private async make({ db, sequencer }: Opened, oldSize: number): Promise<number> {
    const { store, tiles, signer, step } = this.parts;
    const { tree, position } = sequencer;
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
    const { revision } = await this.append({ note, leaves });
    step?.('mark');
    this.mark(db, { ...this.attempt, revision });
    return second.busy;
  }

  /** From now on under this licence, on leaves that may have been changed since. */
  begin(licence: Licence): void {
    this.licence = licence;
    this.outrun = false;
    this.keysSaid = 0;
    this.attempt = undefined;
  }

  /**
   * The fence is asked for just before, so that a process that slept stops here. It may fall asleep in between: then the
   * revision that it names is no longer the last one, since whoever takes over publishes first of all.
   */
  private async append(publication: Publication): Promise<{ readonly revision: number }> {
    const { licence, last } = this;
    const { stream } = this.parts;
    if (!licence) return stream.publish(publication, last?.revision ?? -1);
    try {
      if (!licence.signal.aborted && (await licence.holds())) {
        return await stream.publish(publication, last?.revision ?? -1, licence.fence);
      }
    } catch (error) {
      if (!(error instanceof SealStop) || error.reason !== 'second-sealer') throw error;
    }
    this.outrun = true;
    throw new Outrun(`another process seals now: the lease with fence ${licence.fence} is over.`);
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
