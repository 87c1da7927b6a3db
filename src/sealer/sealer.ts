/**
 * The sealer: reads the ledger in store order, gives each fact its leaf, and publishes signed checkpoints. One process,
 * one sealer; beside the facts it writes nothing but its checkpoints. It signs only what it has read twice.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '../store/port.js';
import { AnchorDesk } from './anchors/anchor-desk.js';
import { Arrivals } from './arrivals.js';
import { AttestationBook } from './attestations/book.js';
import { CheckpointSigner } from './checkpoint-signer.js';
import { CheckpointStream } from './checkpoint-stream.js';
import { HeadsLeaf } from './heads-leaf.js';
import { Publisher } from './publisher.js';
import { openSeal, type SealRoom } from './open-seal.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import type { Opened, SealerParts } from './sealer-parts.js';
import type { Hole } from './sequencer.js';
import { TileFolder } from './tile-folder.js';
import { Waits } from './waits.js';
import { WitnessDesk } from './witnesses/witness-desk.js';
import { NO_WITNESSES } from './witnesses/witness-policy.js';
import { SealWork, type Stopped } from './work.js';

/** How often a checkpoint is made while facts come in; sooner where a request waits for its receipt. */
const SEAL_MS = 1_000;
const RECEIPT_MS = 100;
const PAGE = 1_024;
/** After work of t ms the sealer leaves the thread alone for twice that: recording never slows down by more than a third. */
const REST = 2;
/** Pause after a failure that may pass. */
const RETRY_MS = 1_000;

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
  private publishedAt = 0;
  /** Milliseconds for which it kept the thread since its last rest. */
  private worked = 0;
  private readonly stopping = new AbortController();
  private readonly work: SealWork;
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
    this.book = new AttestationBook(parts.store, parts.origin);
    const vouched = { ...parts, witnesses: parts.witnesses ?? NO_WITNESSES, book: this.book, log: this };
    const fork = (message: string): void => this.work.halt(new SealStop('fork', message));
    this.witnesses = new WitnessDesk({ ...vouched, fork });
    const newest = (): PublishedRow | undefined => this.witnesses.witnessed ?? this.published;
    this.anchors = new AnchorDesk({ authority: undefined, ...vouched, newest });
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
    this.opening ??= this.tryOpening().finally(() => (this.opening = undefined));
    return this.opening;
  }

  private tryOpening(): Promise<boolean> {
    return this.work.guarded(async () => {
      this.state = await openSeal(this.parts, this.room, async (opened) => {
        this.heads.begin(opened);
        await this.book.open(opened.db);
      });
      this.witnesses.open();
    });
  }

  /** Follows the ledger until `close`. */
  start(): void {
    this.running ??= this.follow();
  }

  /** Whether it follows the ledger. */
  get started(): boolean {
    return this.running !== undefined;
  }

  /** Ends what is under way and lets the files go. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.waits.end();
    await this.witnesses.close();
    await this.anchors.close();
    await this.running;
    await this.work.over();
    this.book.close();
    this.state?.db.close();
    this.state = undefined;
  }

  /** Seals everything that is in the ledger now. @param heads with a heads leaf as the last one */
  async sealNow({ heads = false } = {}): Promise<boolean> {
    if (!(await this.open())) return false;
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
    this.signer.rotate();
    return this.sealNow();
  }

  private opened(): Opened {
    if (!this.state) throw new Error('the sealer is not open');
    return this.state;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!(await this.open())) {
      if (signal.aborted || this.stopped) return;
      await this.pause(RETRY_MS);
    }
    await this.witnesses.greet();
    this.witnesses.start();
    this.anchors.start();
    const feed = this.parts.store.subscribe(this.position, signal);
    const pages = feed[Symbol.asyncIterator]() as AsyncIterator<readonly StoredEvent[], undefined>;
    let next = pages.next();
    while (!signal.aborted && !this.stopped) {
      const late = this.due() - this.parts.clock.now();
      const asked = this.waits.asked(Math.max(0, late));
      const page = await Promise.race([next, asked.over]);
      asked.cancel();
      this.worked = 0;
      const went = await this.work.inTurn(() =>
        this.work.guarded(async () => {
          if (page && !page.done) await this.take(page.value);
          if (page && !page.done) next = pages.next();
          if (this.due() <= this.parts.clock.now()) await this.publish(this.heads.due);
        }),
      );
      if (page?.done) return;
      await this.pause(went ? Math.min(REST * this.worked, SEAL_MS) : RETRY_MS);
    }
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** When the next checkpoint is to be made. */
  private due(): number {
    if (this.size > (this.published?.size ?? 0)) {
      return this.publishedAt + (this.waits.waiting ? RECEIPT_MS : SEAL_MS);
    }
    return this.heads.dueAt;
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
    this.worked += performance.now() - began;
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
    this.worked += busy;
    const { oldest } = this.arrivals;
    this.arrivals.oldest = undefined;
    this.publishedAt = this.movedAt = this.parts.clock.now();
    if (this.published) this.witnesses.published(this.published);
    if (oldest !== undefined) this.onPublished(Math.max(0, this.publishedAt - oldest) / 1000);
  }
}
