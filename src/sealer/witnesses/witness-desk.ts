/**
 * Shows each published checkpoint to the configured witnesses and keeps their cosignatures. It stands beside the sealer:
 * whether a witness is slow, away or wrong, facts are recorded and sealed. Only a witness that has seen another history of
 * this log stops the sealing, since what is signed cannot be taken back.
 */
import type { Policy } from '../../seal/policy.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseSpecial } from '../../seal/special-leaves.js';
import type { AttestationBook } from '../attestations/book.js';
import type { PublishedRow, SealDb } from '../seal-db.js';
import { News } from './news.js';
import { Quorum } from './quorum.js';
import { show, type SealedLog, type Shown } from './showing.js';
import type { NamedWitness, WitnessPolicy } from './witness-policy.js';

/** Pause after a failure: doubled each time, up to the second. */
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 300_000;
/** Longest time that a start waits to hear from witnesses before it publishes anything new. */
const GREETING_MS = 5_000;
/** A checkpoint that waits longer than this for its quorum is an alarm. */
export const QUORUM_BEHIND_MS = 120_000;

export interface WitnessStatus {
  readonly name: string;
  readonly url: string;
  readonly state: 'waiting' | 'cosigning' | Exclude<Shown['kind'], 'cosigned'>;
  /** Size of the largest checkpoint that it cosigned. */
  readonly size: number;
  /** What went wrong last; null while all is well. */
  readonly detail: string | null;
}

export interface WitnessDeskParts {
  readonly witnesses: WitnessPolicy;
  readonly book: AttestationBook;
  readonly log: SealedLog;
  readonly clock: { now(): number };
  readonly alarm: (line: string) => void;
  /** Stops the sealing for good. */
  readonly fork: (detail: string) => void;
}

interface Line {
  readonly witness: NamedWitness;
  state: WitnessStatus['state'];
  detail: string | null;
  failures: number;
  /** The last checkpoint that ends with a map of heads: exports are made under such a one, so none is passed over. */
  heads: PublishedRow | undefined;
}

export class WitnessDesk {
  private readonly news = new News();
  private readonly cosigned = new News();
  private readonly quorum: Quorum;
  private readonly lines: Line[];
  private stopping = new AbortController();
  private running: Promise<unknown> | undefined;
  private told = false;

  constructor(private readonly parts: WitnessDeskParts) {
    const { witnesses, book } = parts;
    this.quorum = new Quorum(witnesses.policy, book);
    this.lines = witnesses.witnesses.map((witness) => ({
      witness,
      state: 'waiting',
      detail: null,
      failures: 0,
      heads: undefined,
    }));
  }

  /** Who is asked, and how many must have signed. */
  get policy(): Policy {
    return this.parts.witnesses.policy;
  }

  /** Whether anybody is to be asked. */
  get active(): boolean {
    return this.lines.length > 0;
  }

  /** The lines of the policy about witnesses and their quorum. */
  get policyText(): string {
    return this.parts.witnesses.text;
  }

  /** The newest checkpoint that enough witnesses have signed; where none are configured, the newest. */
  get witnessed(): PublishedRow | undefined {
    return this.active ? this.quorum.row : this.parts.log.published;
  }

  /** Whether enough witnesses have signed this checkpoint; true where none are configured. */
  hasQuorum(row: PublishedRow): boolean {
    return !this.active || this.quorum.holds(row);
  }

  /** For how long a checkpoint has waited for its quorum, seconds. */
  get behindSeconds(): number {
    return this.active ? this.quorum.behind(this.parts.clock.now()) / 1000 : 0;
  }

  status(): WitnessStatus[] {
    return this.lines.map(({ witness, state, detail }) => {
      const { name, url, who } = witness;
      return { name, url, state, size: this.parts.book.latestBy(who)?.size ?? 0, detail };
    });
  }

  /** Finds what was cosigned before. */
  open(db: SealDb): void {
    this.quorum.open(db);
    this.cosigned.tell();
  }

  /** Before anything new is published after a start: has a witness seen more of this log than is here? */
  async greet(): Promise<void> {
    const { published } = this.parts.log;
    if (!published || !this.active) return;
    this.quorum.published(published, this.parts.clock.now());
    const all = Promise.all(this.lines.map((line) => this.showOnce(line)));
    await Promise.race([all, this.pause(GREETING_MS)]);
  }

  start(): void {
    this.running ??= Promise.all(this.lines.map((line) => this.follow(line)));
  }

  /** There is a new checkpoint. */
  published(row: PublishedRow): void {
    if (!this.active) return;
    this.quorum.published(row, this.parts.clock.now());
    const last = this.parts.log.db?.special(row.size - 1);
    if (last !== undefined && parseSpecial(last)?.typ === 'dcl.heads') for (const line of this.lines) line.heads = row;
    this.watchQuorum();
    this.news.tell();
  }

  /** Waits, bounded, until a checkpoint of at least this size has its quorum. */
  async reached(size: number, ms: number): Promise<boolean> {
    const until = performance.now() + ms;
    const { signal } = this.stopping;
    while ((this.witnessed?.size ?? 0) < size) {
      const left = until - performance.now();
      if (left <= 0 || signal.aborted) return false;
      await this.cosigned.next(signal, left);
    }
    return true;
  }

  /** Ends what is under way; it may be started again. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = undefined;
    this.stopping = new AbortController();
  }

  private async follow(line: Line): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && line.state !== 'fork') {
      if (!this.next(line)) {
        await this.news.next(signal);
        continue;
      }
      await this.showOnce(line);
      if (line.failures > 0) await this.pause(Math.min(RETRY_MS * 2 ** (line.failures - 1), RETRY_MS_MAX));
    }
  }

  /** What a witness is to be shown next; undefined: it has signed the newest. */
  private next({ witness, heads }: Line): PublishedRow | undefined {
    const { log, book } = this.parts;
    const known = book.latestBy(witness.who)?.size ?? 0;
    return [heads, log.published].find((row) => row !== undefined && row.size > known);
  }

  private async showOnce(line: Line): Promise<void> {
    const { log, book, clock } = this.parts;
    const { signal } = this.stopping;
    const wanted = this.next(line) ?? log.published;
    if (!wanted) return;
    const shown = await show(line.witness, { log, book, signal }, wanted).catch((error: unknown): Shown => ({
      kind: 'unreachable',
      detail: error instanceof Error ? error.message : String(error),
    }));
    if (signal.aborted) return;
    this.note(line, shown);
    const row = shown.kind === 'cosigned' ? log.db?.publishedAt(shown.size) : undefined;
    if (row && log.published) this.quorum.cosigned(row, log.published, clock.now());
    this.cosigned.tell();
    this.watchQuorum();
  }

  private note(line: Line, shown: Shown): void {
    const { alarm, fork } = this.parts;
    const { name } = line.witness;
    if (shown.kind === 'cosigned') {
      if (line.failures > 0) alarm(`witness ${name}: cosigns again`);
      if (shown.from !== undefined) {
        alarm(
          `witness ${name}: it stood at size ${shown.from}, below what it had signed: it was restored from a backup`,
        );
      }
      Object.assign(line, { state: 'cosigning', detail: null, failures: 0 });
      return;
    }
    // Said once, and again only when it is something else.
    if (line.state !== shown.kind) alarm(`witness ${name}: ${shown.kind}: ${shown.detail}`);
    Object.assign(line, { state: shown.kind, detail: shown.detail, failures: line.failures + 1 });
    if (shown.kind === 'fork') fork(shown.detail);
  }

  private watchQuorum(): void {
    const late = this.quorum.behind(this.parts.clock.now()) > QUORUM_BEHIND_MS;
    if (late && !this.told) {
      const { detail } = this.lines.find((line) => line.detail !== null) ?? { detail: 'they are slow' };
      this.parts.alarm(
        `seal: too few witnesses have signed for ${Math.round(this.behindSeconds)} s: ${String(detail)}`,
      );
    }
    this.told = late;
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
