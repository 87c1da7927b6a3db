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
import { belongs } from './belongs.js';
import { CheckpointSigner } from './checkpoint-signer.js';
import { CheckpointStream } from './checkpoint-stream.js';
import { HeadsLeaf } from './heads-leaf.js';
import { Publisher } from './publisher.js';
import { rebuild } from './rebuild.js';
import { Recorded } from './recorded.js';
import { SealDb, type PublishedRow } from './seal-db.js';
import { SealStop, type StopReason } from './seal-stop.js';
import type { Opened, SealerParts } from './sealer-parts.js';
import { Sequencer, type Hole } from './sequencer.js';
import { TileFolder } from './tile-folder.js';
import { Waits } from './waits.js';
import { WitnessDesk } from './witnesses/witness-desk.js';
import { NO_WITNESSES } from './witnesses/witness-policy.js';

/** How often a checkpoint is made while facts come in; sooner where a request waits for its receipt. */
const SEAL_MS = 1_000;
const RECEIPT_MS = 100;
const PAGE = 1_024;
/** After work of t ms the sealer leaves the thread alone for twice that: recording never slows down by more than a third. */
const REST = 2;
/** Pause after a failure that may pass. */
const RETRY_MS = 1_000;

export interface Stopped {
  readonly reason: StopReason;
  readonly message: string;
}

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
  /** Why it stopped; undefined while all is well. */
  stopped: Stopped | undefined;
  /** Called with the age, in seconds, of the oldest fact of each new checkpoint. */
  onPublished: (lagSeconds: number) => void = () => undefined;
  private readonly stream: CheckpointStream;
  private readonly heads: HeadsLeaf;
  private readonly arrivals: Arrivals;
  private readonly publisher: Publisher;
  private state: Opened | undefined;
  private publishedAt = 0;
  /** Milliseconds for which it kept the thread since its last rest. */
  private worked = 0;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private opening: Promise<boolean> | undefined;

  constructor(private readonly parts: SealerParts) {
    this.tiles = new TileFolder(join(parts.folder, 'seal'));
    this.signer = new CheckpointSigner(parts.keys, parts.origin);
    this.stream = new CheckpointStream(parts.store, parts.origin);
    this.heads = new HeadsLeaf(parts.clock);
    this.arrivals = new Arrivals(parts, this.heads);
    const { tiles, signer, stream, waits } = this;
    this.publisher = new Publisher({ ...parts, tiles, signer, stream, waits });
    this.movedAt = parts.clock.now();
    this.book = new AttestationBook(parts.store, parts.origin);
    const { clock, alarm, authority, witnesses = NO_WITNESSES } = parts;
    const fork = (message: string): void => this.halt(new SealStop('fork', message));
    const { book } = this;
    this.witnesses = new WitnessDesk({ witnesses, book, log: this, clock, alarm, fork });
    const newest = (): PublishedRow | undefined => this.witnesses.witnessed ?? this.published;
    this.anchors = new AnchorDesk({ authority, book, clock, alarm, newest });
  }

  /** The last published checkpoint. */
  get published(): PublishedRow | undefined {
    return this.publisher.last;
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
    return this.guarded(async () => {
      const { folder, origin, store } = this.parts;
      const { publisher, tiles } = this;
      const db = SealDb.open(join(folder, 'seal.db'), origin);
      try {
        publisher.last = await belongs(db, this.stream, { store, tiles });
        const recorded = new Recorded(this.stream.from((publisher.last?.revision ?? -1) + 1));
        this.state = { db, sequencer: new Sequencer(db, recorded) };
        await rebuild(this.state, { store, tiles, recorded, publisher });
        this.heads.begin(this.state);
        await this.book.open(db);
        this.witnesses.open();
      } catch (error) {
        db.close();
        this.state = undefined;
        throw error;
      }
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
    await this.turn;
    this.book.close();
    this.state?.db.close();
    this.state = undefined;
  }

  /** Seals everything that is in the ledger now. @param heads with a heads leaf as the last one */
  async sealNow({ heads = false } = {}): Promise<boolean> {
    if (!(await this.open())) return false;
    return this.busy(() =>
      this.guarded(async () => {
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
      const went = await this.busy(() =>
        this.guarded(async () => {
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
    const busy = await this.publisher.publish(this.opened(), withHeads ? this.heads : undefined);
    if (busy === undefined) return;
    this.worked += busy;
    const { oldest } = this.arrivals;
    this.arrivals.oldest = undefined;
    this.publishedAt = this.movedAt = this.parts.clock.now();
    if (this.published) this.witnesses.published(this.published);
    if (oldest !== undefined) this.onPublished(Math.max(0, this.publishedAt - oldest) / 1000);
  }

  /** Work goes one piece at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  private busy<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** What the sealer cannot vouch for stops it; what may pass (a full disk) is said, and tried again later. */
  private async guarded(work: () => Promise<void>): Promise<boolean> {
    if (this.stopped) return false;
    try {
      await work();
      return true;
    } catch (error) {
      if (this.stopping.signal.aborted) return false;
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof SealStop) this.halt(error);
      else this.parts.alarm(`seal: ${message}`);
      return false;
    }
  }

  /** Nothing is sealed any more until a new start. */
  private halt({ reason, message }: SealStop): void {
    this.parts.alarm(`seal: ${message}`);
    this.stopped ??= { reason, message };
  }
}
