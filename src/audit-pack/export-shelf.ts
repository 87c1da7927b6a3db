/**
 * The exports that are there and under way. What was made of a person's data goes with it: an erasure or a restriction removes
 * every export that holds the person, and stops those that are being made.
 */
import type { ReadStream } from 'node:fs';
import { toInstant, toMillis, type Millis } from '../ledger/dates.js';
import { ExportFolder } from './export-folder.js';
import { EXPORT_KEPT_HOURS, type ExportState } from './export-state.js';
import type { PackMade, PackProgress } from './request.js';
import { Cancelled, type CancelReason } from './trouble.js';

const HOUR_MS = 3_600_000;

/** An export that is being made. */
export class Making {
  /** Whose data is, or may be, in it. */
  private subjects: ReadonlySet<string> | undefined;
  private reason: CancelReason | undefined;
  progress: PackProgress | undefined;

  /** Until it is known whose data it is about, it may be anybody's. */
  isAbout(streams: readonly string[]): boolean {
    const { subjects } = this;
    return subjects === undefined || streams.some((stream) => subjects.has(stream));
  }

  get streams(): readonly string[] {
    return [...(this.subjects ?? [])];
  }

  about(streams: readonly string[]): void {
    this.subjects = new Set(streams);
  }

  cancel(reason: CancelReason): void {
    this.reason ??= reason;
  }

  /** @throws Cancelled */
  proceed(): void {
    if (this.reason) throw new Cancelled(this.reason);
  }
}

export class ExportShelf {
  readonly folder: ExportFolder;
  private readonly making = new Map<string, Making>();
  private readonly readers = new Map<ReadStream, string>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    folder: string,
    private readonly clock: { now(): Millis },
  ) {
    this.folder = new ExportFolder(folder);
    const detail = 'The ledger was closed before it was made. Ask again.';
    for (const state of this.folder.all()) {
      if (state.status === 'waiting') this.fail(state, 'export-interrupted', detail);
    }
    this.purge();
    this.timer = setInterval(() => this.purge(), HOUR_MS).unref();
  }

  /** Its state; undefined where there is none, or its time is over. */
  find(id: string): ExportState | undefined {
    this.purge();
    return this.folder.get(id);
  }

  list(by: string): ExportState[] {
    this.purge();
    const own = this.folder.all().filter((state) => state.by === by);
    return own.sort((a, b) => (a.asked < b.asked ? 1 : -1));
  }

  get count(): number {
    this.purge();
    return this.folder.all().length;
  }

  progressOf(id: string): PackProgress | undefined {
    return this.making.get(id)?.progress;
  }

  begin(id: string): Making {
    const making = new Making();
    this.making.set(id, making);
    return making;
  }

  /** Stops one that is being made. */
  stop(id: string): boolean {
    const making = this.making.get(id);
    making?.cancel('gone');
    return making !== undefined;
  }

  end(id: string): void {
    this.making.delete(id);
  }

  ready(state: ExportState, made: PackMade): void {
    const expires = toInstant(this.clock.now() + EXPORT_KEPT_HOURS * HOUR_MS);
    this.folder.put({ ...state, status: 'ready', made, expires });
  }

  fail(state: ExportState, type: string, detail: string): void {
    const expires = toInstant(this.clock.now() + EXPORT_KEPT_HOURS * HOUR_MS);
    this.folder.put({ ...state, status: 'failed', problem: { type, detail }, expires });
  }

  /** The file from one byte up to and with another; it ends in the middle when the export has to go. */
  read(id: string, range: { readonly start: number; readonly end: number }): ReadStream {
    const stream = this.folder.read(id, range);
    this.readers.set(stream, id);
    stream.once('close', () => this.readers.delete(stream));
    return stream;
  }

  /** What these people's data is in goes, finished or not. */
  forget(parties: readonly string[]): void {
    for (const making of this.making.values()) if (making.isAbout(parties)) making.cancel('erased');
    const streams = new Set(parties);
    for (const { id, status } of this.folder.all()) {
      if (status === 'ready' && this.folder.holds(id, streams)) this.remove(id);
    }
  }

  /** Nothing more is made. */
  close(): void {
    clearInterval(this.timer);
    for (const making of this.making.values()) making.cancel('closing');
    for (const stream of this.readers.keys()) stream.destroy();
  }

  remove(id: string): void {
    for (const [stream, of] of this.readers) if (of === id) stream.destroy();
    this.folder.remove(id);
  }

  private purge(): void {
    const now = this.clock.now();
    for (const { id, expires } of this.folder.all()) {
      if (expires !== undefined && toMillis(expires) <= now) this.remove(id);
    }
  }
}
