/**
 * The sealer: reads the ledger in store order, gives each fact its leaf, and publishes signed checkpoints. One at a time
 * does so, and the others take over what it seals (`shared-seal.ts`). It signs only what it has read twice.
 */
import { join } from 'node:path';
import type { StoredEvent } from '../store/port.js';
import type { AnchorDesk } from './anchors/anchor-desk.js';
import { Arrivals } from './arrivals.js';
import type { AttestationBook } from './attestations/book.js';
import { CheckpointSigner } from './checkpoint-signer.js';
import { CheckpointStream } from './checkpoint-stream.js';
import { HeadsLeaf } from './heads-leaf.js';
import { Pace } from './pace.js';
import { Publisher } from './publisher.js';
import { openSeal, type SealRoom } from './open-seal.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import type { Licence, Opened, SealerParts } from './sealer-parts.js';
import type { Hole } from './sequencer.js';
import { pause, RETRY_MS, sealing } from './sealing.js';
import { SharedSeal } from './shared-seal.js';
import { TileFolder } from './tile-folder.js';
import { Vouching } from './vouching.js';
import { Waits } from './waits.js';
import type { WitnessDesk } from './witnesses/witness-desk.js';
import { SealWork, type Stopped } from './work.js';

const PAGE = 1_024;

export class Sealer {
  readonly waits = new Waits();
  readonly tiles: TileFolder;
  readonly signer: CheckpointSigner;
  /** What others said of the checkpoints. */
  readonly book: AttestationBook;
  readonly witnesses: WitnessDesk;
  readonly anchors: AnchorDesk;
  /** When it last took a leaf or published. */
  movedAt: number;
  /** Called with the age, in seconds, of the oldest fact of each new checkpoint. */
  onPublished: (lagSeconds: number) => void = () => undefined;
  private readonly room: SealRoom;
  private readonly heads: HeadsLeaf;
  private readonly arrivals: Arrivals;
  private state: Opened | undefined;
  private readonly pace = new Pace();
  private readonly stopping = new AbortController();
  private readonly work: SealWork;
  private readonly vouching: Vouching;
  private readonly others: SharedSeal;
  private running: Promise<void> | undefined;
  private opening: Promise<boolean> | undefined;

  constructor(private readonly parts: SealerParts) {
    this.tiles = new TileFolder(join(parts.folder, 'seal'));
    this.signer = new CheckpointSigner(parts.keys, parts.origin);
    this.heads = new HeadsLeaf(parts.clock);
    this.arrivals = new Arrivals(parts, this.heads);
    const stream = new CheckpointStream(parts.store, parts.origin);
    const { tiles, signer, waits } = this;
    this.room = { publisher: new Publisher({ ...parts, tiles, signer, stream, waits }), stream, tiles };
    this.movedAt = parts.clock.now();
    this.work = new SealWork(parts.alarm, this.stopping.signal);
    this.vouching = new Vouching(parts, this, (message) => this.work.halt(new SealStop('fork', message)));
    ({ book: this.book, witnesses: this.witnesses, anchors: this.anchors } = this.vouching);
    const { room, work, vouching } = this;
    this.others = new SharedSeal({
      ...{ parts, room, work, vouching },
      opened: async (signal) => ((await this.untilOpen(signal)) ? this.state : undefined),
      begin: (opened) => this.begin(opened),
      seal: (signal) => this.seal(signal),
      moved: () => (this.movedAt = parts.clock.now()),
    });
  }

  /** The last published checkpoint. */
  get published(): PublishedRow | undefined {
    return this.room.publisher.last;
  }

  /** Why it stopped; undefined while all is well. */
  get stopped(): Stopped | undefined {
    return this.work.stopped;
  }

  /** The open `seal.db`; undefined before `open` and where it could not be opened. */
  get db(): SealDb | undefined {
    return this.state?.db;
  }

  /** Store position up to which facts have leaves. */
  get position(): number {
    return this.state?.sequencer.position ?? 0;
  }

  /** Leaves, published or not. */
  get size(): number {
    return this.state?.sequencer.tree.size ?? 0;
  }

  /** `recordedAt` of the oldest fact with a leaf that no checkpoint covers. */
  get unpublishedSince(): number | undefined {
    return this.arrivals.oldest;
  }

  /** Opens the files and holds them against what was published. False when it does not seal; `stopped` says why. */
  open(): Promise<boolean> {
    if (this.state || this.stopped) return Promise.resolve(this.stopped === undefined);
    this.opening ??= this.work
      .guarded(async () => {
        this.state = await openSeal(this.parts, this.room, async (opened) => {
          this.heads.begin(opened);
          await this.vouching.open(opened.db);
        });
      })
      .finally(() => (this.opening = undefined));
    return this.opening;
  }

  /** Seals until `close`; where many processes share the log, it takes over what others seal. */
  start(): void {
    const { signal } = this.stopping;
    this.running ??= this.parts.shared
      ? this.others.follow(signal)
      : this.untilOpen(signal).then(() => this.seal(signal));
  }

  /** Seals under a lease, until that is over. False: it has stopped, and seals no more in this process. */
  lead(licence: Licence): Promise<boolean> {
    return this.others.lead(licence, this.stopping.signal);
  }

  /** 'here': it follows the ledger; 'elsewhere': it takes over what another process seals. */
  get seals(): 'here' | 'elsewhere' | 'nowhere' {
    if (this.running === undefined || this.stopping.signal.aborted) return 'nowhere';
    return this.parts.shared && !this.others.leading ? 'elsewhere' : 'here';
  }

  /** Ends what is under way and lets the files go. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.waits.end();
    await this.vouching.pause();
    await this.running;
    await this.work.over();
    this.book.close();
    this.state?.db.close();
    this.state = undefined;
  }

  /** Seals everything that is in the ledger now. @param heads with a heads leaf as the last one */
  async sealNow({ heads = false } = {}): Promise<boolean> {
    if (!(await this.open()) || (this.parts.shared && !this.others.leading)) return false;
    return this.work.inTurn(() =>
      this.work.guarded(async () => {
        await this.catchUp();
        await this.publish(heads);
      }),
    );
  }

  /** A new signing key: announced by a leaf of a checkpoint that the old one signs too. */
  async rotateKey(): Promise<boolean> {
    if (!(await this.sealNow())) return false;
    await this.signer.rotate();
    return this.sealNow();
  }

  private opened(): Opened {
    if (!this.state) throw new Error('the sealer is not open');
    return this.state;
  }

  private async untilOpen(signal: AbortSignal): Promise<boolean> {
    while (!(await this.open())) {
      if (signal.aborted || this.stopped) return false;
      await pause(RETRY_MS, signal);
    }
    return true;
  }

  /** Follows the ledger until the signal, or until it is found that another process publishes. */
  private async seal(signal: AbortSignal): Promise<void> {
    if (!this.state) return;
    await this.vouching.begin();
    const { publisher } = this.room;
    const { waits, work, pace } = this;
    const own = {
      due: () => this.due(),
      take: (page: readonly StoredEvent[]) => this.take(page),
      publish: () => this.publish(this.heads.due),
    };
    await sealing({ ...this.parts, waits, work, publisher, pace, ...own }, this.position, signal);
  }

  /** When the next checkpoint is to be made. */
  private due(): number {
    return this.size > (this.published?.size ?? 0) ? this.pace.dueAt(this.waits.waiting) : this.heads.dueAt;
  }

  /** First of all under a new lease: a checkpoint of all that is there, so that nobody publishes under the one before. */
  private async begin(opened: Opened): Promise<void> {
    this.arrivals.oldest = undefined;
    this.heads.begin(opened);
    await this.catchUp();
    await this.publish(true);
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const page = await this.parts.store.readAll(this.position, PAGE);
      if (page.length === 0) return;
      await this.take(page);
    }
  }

  private async take(page: readonly StoredEvent[]): Promise<void> {
    const opened = this.opened();
    const { sequencer } = opened;
    const fresh = page.filter(({ position }) => position > sequencer.position);
    this.parts.step?.('leaves');
    const began = performance.now();
    const hole = await sequencer.take(fresh);
    this.arrivals.notice(opened, fresh, fresh.length < PAGE);
    this.pace.worked += performance.now() - began;
    this.movedAt = this.parts.clock.now();
    if (hole) await this.stopAtHole(hole);
  }

  /** The leaf that says so is published; nothing behind the hole is sealed until the ledger is started anew. */
  private async stopAtHole({ stream, from, to }: Hole): Promise<void> {
    await this.publish(false);
    const what = from === to ? `revision ${from}` : `revisions ${from} to ${to}`;
    throw new SealStop('hole', `${what} of ${stream} are missing from the ledger. A leaf of the log says so.`);
  }

  private async publish(withHeads: boolean): Promise<void> {
    const busy = await this.room.publisher.publish(this.opened(), withHeads ? this.heads : undefined);
    if (busy === undefined) return;
    this.pace.worked += busy;
    const { oldest } = this.arrivals;
    this.arrivals.oldest = undefined;
    const now = (this.pace.publishedAt = this.movedAt = this.parts.clock.now());
    if (this.published) this.witnesses.published(this.published);
    if (oldest !== undefined) this.onPublished(Math.max(0, now - oldest) / 1000);
  }
}
