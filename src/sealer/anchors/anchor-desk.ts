/**
 * Time stamps over checkpoints: once a day where there is news, and whenever an export asks. The stamp is over the whole
 * checkpoint file, cosignatures included, and both are kept as they were.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AttestationBook, TimeStamp } from '../attestations/book.js';
import type { PublishedRow } from '../seal-db.js';
import { stampedBy, type Authority, type NotStamped } from './time-authority.js';

export type { Authority } from './time-authority.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How often it is looked whether a day has passed. */
const LOOK_MS = 60_000;
/** The same, while there is no checkpoint yet. */
const FIRST_LOOK_MS = 500;
/** Pause after a failure. */
const RETRY_MS = 300_000;
/** A stamp of the same bytes that is younger than this is given again. */
const FRESH_MS = 60_000;

export interface AnchorDeskParts {
  readonly authority: Authority | undefined;
  readonly book: AttestationBook;
  readonly clock: { now(): number };
  readonly alarm: (line: string) => void;
  /** The checkpoint to be stamped; undefined while there is none. */
  readonly newest: () => PublishedRow | undefined;
}

export class AnchorDesk {
  /** Why there was no stamp last time; undefined while all is well. */
  failed: string | undefined;
  private stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly parts: AnchorDeskParts) {}

  get authority(): Authority | undefined {
    return this.parts.authority;
  }

  /** The newest stamp. */
  get last(): TimeStamp | undefined {
    return this.parts.book.timeStamps(1)[0];
  }

  start(): void {
    if (this.parts.authority) this.running ??= this.follow();
  }

  /** Ends what is under way; it may be started again. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = undefined;
    this.stopping = new AbortController();
  }

  /**
   * A stamp over this checkpoint file, on the disk when it resolves.
   * @param size of the tree that the checkpoint is of
   */
  async stamp(size: number, checkpoint: string): Promise<TimeStamp | NotStamped> {
    const { authority, book, clock } = this.parts;
    if (!authority) return { kind: 'failed', detail: 'no time-stamping authority is configured' };
    const [last] = book.timeStamps(1);
    if (last?.checkpoint === checkpoint && clock.now() - Date.parse(last.time) < FRESH_MS) return last;
    const answer = await stampedBy(authority, Buffer.from(checkpoint), this.stopping.signal);
    this.note(answer.kind === 'failed' ? answer.detail : undefined);
    if (answer.kind === 'failed') return answer;
    const { response, proven } = answer;
    const token = response.toString('base64');
    const made: TimeStamp = { kind: 'time-stamp', size, who: authority.url, time: proven.time, checkpoint, token };
    await book.add(made);
    return made;
  }

  /** Stamps the newest checkpoint where the last stamp is a day old and over another. @returns whether it tried and failed */
  async daily(): Promise<boolean> {
    const { book, clock, newest } = this.parts;
    const row = newest();
    const { last } = this;
    if (!row || (last && (last.size >= row.size || clock.now() - Date.parse(last.time) < DAY_MS))) return false;
    const answer = await this.stamp(row.size, book.noteOf(row)).catch((error: unknown): NotStamped => {
      return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
    });
    return answer.kind === 'failed';
  }

  private note(failed: string | undefined): void {
    if (failed !== undefined && failed !== this.failed && !this.stopping.signal.aborted) {
      this.parts.alarm(`time stamp: ${failed}`);
    }
    this.failed = failed;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const late = await this.daily();
      const next = this.parts.newest() ? LOOK_MS : FIRST_LOOK_MS;
      await sleep(late ? RETRY_MS : next, undefined, { signal }).catch(() => undefined);
    }
  }
}
