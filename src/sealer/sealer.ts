/**
 * The sealer: reads the ledger in store order, gives each fact its leaf, and publishes signed checkpoints. One process,
 * one sealer; beside the facts it writes nothing but its checkpoints. It signs only what it has read twice.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { specialEntry } from '../seal/special-leaves.js';
import type { EventStore, StoredEvent } from '../store/port.js';
import { belongs, positionOf } from './belongs.js';
import { CheckpointSigner, type SigningKeys } from './checkpoint-signer.js';
import { CheckpointStream, SEAL_CATEGORY } from './checkpoint-stream.js';
import { recordedAt } from './event-leaf.js';
import { headsRoot } from './heads-map.js';
import { Recorded } from './recorded.js';
import { lookAgain } from './second-look.js';
import { SealDb, type PublishedRow } from './seal-db.js';
import { SealStop, type StopReason } from './seal-stop.js';
import { Sequencer, type Hole } from './sequencer.js';
import { TileFolder } from './tile-folder.js';
import { timeFinding } from './time-check.js';
import { Waits } from './waits.js';

/** A heads leaf is made when there is news and so much time has passed. */
export const HEADS_SECONDS = 60;
/** How often a checkpoint is made while facts come in; sooner where a request waits for its receipt. */
export const SEAL_MS = 1_000;
export const RECEIPT_MS = 100;
/** Heads are made no more often than this many times the time that making them takes. */
const HEADS_REST = 20;
const PAGE = 1_024;
/** After work of t ms the sealer leaves the thread alone for twice that: recording never slows down by more than a third. */
const REST = 2;
/** Pause after a failure that may pass. */
const RETRY_MS = 1_000;

export interface SealerParts {
  /** The whole store, checkpoints included. */
  readonly store: EventStore;
  readonly keys: SigningKeys;
  readonly clock: { now(): number };
  /** Folder of `seal.db` and of the tiles. */
  readonly folder: string;
  readonly origin: string;
  /** One line for the operator. */
  readonly alarm: (line: string) => void;
  /** Test hook: called before each step that a crash could come between. */
  readonly step?: (name: Step) => void;
}

export type Step = 'leaves' | 'second look' | 'sign' | 'publish' | 'mark';

export interface Stopped {
  readonly reason: StopReason;
  readonly message: string;
}

export class Sealer {
  readonly waits = new Waits();
  readonly tiles: TileFolder;
  readonly signer: CheckpointSigner;
  /** When it last took a leaf or published. */
  movedAt: number;
  /** Why it stopped; undefined while all is well. */
  stopped: Stopped | undefined;
  /** Called with the age, in seconds, of the oldest fact of each new checkpoint. */
  onPublished: (lagSeconds: number) => void = () => undefined;
  private readonly stream: CheckpointStream;
  private state: { readonly db: SealDb; readonly sequencer: Sequencer } | undefined;
  private last: PublishedRow | undefined;
  private headsAt: number;
  private headsRest = HEADS_SECONDS * 1000;
  private newsSinceHeads = false;
  /** Keys of which it is known that a leaf announces them. */
  private keysSaid = 0;
  /** `recordedAt` of the oldest fact that no checkpoint covers. */
  private oldest: number | undefined;
  /** When the ledger was last seen to its end. */
  private atHead: number | undefined;
  private publishedAt = 0;
  /** Milliseconds for which it kept the thread since its last rest. */
  private worked = 0;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private opening: Promise<boolean> | undefined;
  /** A publication of which nobody knows whether it was written. */
  private attempt: Omit<PublishedRow, 'revision'> | undefined;

  constructor(private readonly parts: SealerParts) {
    this.tiles = new TileFolder(join(parts.folder, 'seal'));
    this.signer = new CheckpointSigner(parts.keys, parts.origin);
    this.stream = new CheckpointStream(parts.store, parts.origin);
    this.headsAt = parts.clock.now();
    this.movedAt = this.headsAt;
  }

  /** The last published checkpoint. */
  get published(): PublishedRow | undefined {
    return this.last;
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
    return this.oldest;
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
      const db = SealDb.open(join(folder, 'seal.db'), origin);
      try {
        this.last = await belongs(db, this.stream, { store, tiles: this.tiles });
        const recorded = new Recorded(this.stream.from((this.last?.revision ?? -1) + 1));
        this.state = { db, sequencer: new Sequencer(db, recorded) };
        await this.rebuild(recorded);
        this.newsSinceHeads = this.size > 0 && !this.headsAreLast(db);
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
    await this.running;
    await this.turn;
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

  /** Takes leaves for everything that was published already: only a new `seal.db` has to. */
  private async rebuild(recorded: Recorded): Promise<void> {
    const { db, sequencer } = this.opened();
    while (await recorded.pending()) {
      const page = await this.parts.store.readAll(sequencer.position, PAGE);
      if (page.length === 0) {
        const message =
          'facts that a published checkpoint covers are no longer in the ledger: an older one was restored.';
        throw new SealStop('rollback', message);
      }
      if (await sequencer.take(page)) throw new SealStop('rollback', 'facts that were sealed are missing.');
      const { last } = recorded;
      if (last && last.revision !== this.last?.revision) {
        const { size } = last.checkpoint;
        this.mark(db, { ...last, size, position: positionOf(db, size) });
      }
    }
    if (recorded.last) {
      const { root } = await lookAgain({ db, store: this.parts.store, tiles: this.tiles }, 0, this.last?.size ?? 0);
      if (!root.equals(recorded.last.checkpoint.root)) throw new SealStop('roots-differ', 'the rebuilt tiles differ.');
    }
  }

  private opened(): { readonly db: SealDb; readonly sequencer: Sequencer } {
    if (!this.state) throw new Error('the sealer is not open');
    return this.state;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!(await this.open())) {
      if (signal.aborted || this.stopped) return;
      await this.pause(RETRY_MS);
    }
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
          if (this.due() <= this.parts.clock.now()) await this.publish(this.headsDue());
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
    if (this.size > (this.last?.size ?? 0)) {
      return this.publishedAt + (this.waits.waiting ? RECEIPT_MS : SEAL_MS);
    }
    return this.newsSinceHeads ? this.headsAt + this.headsRest : Infinity;
  }

  private headsDue(): boolean {
    return this.newsSinceHeads && this.parts.clock.now() >= this.headsAt + this.headsRest;
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const page = await this.parts.store.readAll(this.position, PAGE);
      if (page.length === 0) return;
      await this.take(page);
    }
  }

  private async take(page: readonly StoredEvent[]): Promise<void> {
    const { sequencer } = this.opened();
    const fresh = page.filter(({ position }) => position > sequencer.position);
    this.parts.step?.('leaves');
    const began = performance.now();
    const hole = await sequencer.take(fresh);
    this.notice(fresh);
    this.worked += performance.now() - began;
    this.movedAt = this.parts.clock.now();
    if (hole) await this.stopAtHole(hole);
  }

  /** What is known of new leaves: when the oldest was recorded, and whether that fits. */
  private notice(page: readonly StoredEvent[]): void {
    const { db, sequencer } = this.opened();
    const now = this.parts.clock.now();
    for (const event of page) {
      if (event.stream.startsWith(`${SEAL_CATEGORY}-`) || event.position > sequencer.position) continue;
      const recorded = recordedAt(event);
      this.oldest ??= recorded ?? now;
      this.newsSinceHeads = true;
      const detail = timeFinding(recorded, { after: this.atHead, before: now });
      if (detail !== undefined) {
        db.find({ idx: db.indexOf(event.id) ?? 0, kind: 'recorded-at', detail });
        this.parts.alarm(`seal: ${event.stream}@${event.revision}: ${detail}`);
      }
    }
    this.atHead = page.length < PAGE ? now : undefined;
  }

  /** The leaf that says so is published; nothing behind the hole is sealed until the ledger is started anew. */
  private async stopAtHole({ stream, from, to }: Hole): Promise<void> {
    await this.publish(false);
    const what = from === to ? `revision ${from}` : `revisions ${from} to ${to}`;
    throw new SealStop('hole', `${what} of ${stream} are missing from the ledger. A leaf of the log says so.`);
  }

  /** Makes, checks, signs and publishes a checkpoint of all leaves, where there is something new. */
  private async publish(withHeads: boolean): Promise<void> {
    const { db, sequencer } = this.opened();
    await this.settleAttempt(db);
    this.announceKeys(db, sequencer);
    if (withHeads && !this.headsAreLast(db)) await this.addHeads(db, sequencer);
    const { tree, position } = sequencer;
    const oldSize = this.last?.size ?? 0;
    if (tree.size === oldSize) return;
    const { oldest } = this;
    // From here on the leaves are on the disk: a crash behind the publication must not find fewer.
    db.flushed(() => db.reach(position, tree));
    this.parts.step?.('second look');
    const root = tree.root();
    const second = await lookAgain({ db, store: this.parts.store, tiles: this.tiles }, oldSize, tree.size);
    this.worked += second.busy;
    if (!second.root.equals(root)) {
      throw new SealStop('roots-differ', 'two ways to the root of the log do not agree; nothing was signed.');
    }
    this.parts.step?.('sign');
    const note = this.signer.sign(tree.size, root);
    const leaves = db.specialsFrom(oldSize).filter(({ index }) => index < tree.size);
    this.parts.step?.('publish');
    this.attempt = { size: tree.size, position, note };
    const { revision } = await this.stream.publish({ note, leaves }, this.last?.revision ?? -1);
    this.parts.step?.('mark');
    this.mark(db, { ...this.attempt, revision });
    this.oldest = undefined;
    this.publishedAt = this.movedAt = this.parts.clock.now();
    if (oldest !== undefined) this.onPublished(Math.max(0, this.publishedAt - oldest) / 1000);
  }

  /** Where the store could not say whether it wrote the last one: it is looked for before another is made. */
  private async settleAttempt(db: SealDb): Promise<void> {
    if (!this.attempt) return;
    const found = await this.stream.at((this.last?.revision ?? -1) + 1);
    if (found?.note === this.attempt.note) this.mark(db, { ...this.attempt, revision: found.revision });
    this.attempt = undefined;
  }

  private mark(db: SealDb, { size, revision, position, note }: PublishedRow): void {
    const row = { size, revision, position, note };
    db.transaction(() => db.publish(row));
    this.last = row;
    this.attempt = undefined;
    this.waits.reached(position);
  }

  private announceKeys(db: SealDb, sequencer: Sequencer): void {
    const vkeys = this.signer.announced();
    if (vkeys.length === this.keysSaid) return;
    const said = new Set(db.specialsFrom(0).map(({ entry }) => entry));
    for (const vkey of vkeys) {
      const entry = specialEntry({ typ: 'dcl.key', vkey });
      if (!said.has(entry)) sequencer.addSpecial(entry);
    }
    this.keysSaid = vkeys.length;
  }

  private headsAreLast(db: SealDb): boolean {
    return this.size > 0 && (db.special(this.size - 1)?.includes('"typ":"dcl.heads"') ?? false);
  }

  private async addHeads(db: SealDb, sequencer: Sequencer): Promise<void> {
    const began = performance.now();
    const map = await headsRoot(db);
    if (map.streams === 0) return;
    sequencer.addSpecial(specialEntry({ typ: 'dcl.heads', covers: sequencer.tree.size, ...map }));
    this.headsAt = this.parts.clock.now();
    this.headsRest = Math.max(HEADS_SECONDS * 1000, HEADS_REST * (performance.now() - began));
    this.newsSinceHeads = false;
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
      this.parts.alarm(`seal: ${message}`);
      if (error instanceof SealStop) this.stopped = { reason: error.reason, message };
      return false;
    }
  }
}
