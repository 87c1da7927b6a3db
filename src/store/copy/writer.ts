/** Writes appends into a target, in order: an append begins only when the one before it is on disk. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppendResult } from '../port.js';
import type { CopiedAppend, CopyTarget } from './ends.js';

/** How long an append whose outcome is not known is sent again, before the copy stops. */
export const UNKNOWN_SECONDS = 60;
const PAUSE_MS = 250;
/** A transaction of a target that takes several appends at once. */
const BATCH_EVENTS = 1024;
const BATCH_BYTES = 4 * 1024 * 1024;

/** The copy cannot go on; what was written is right, and a new run goes on behind it. */
export class CopyStopped extends Error {
  override readonly name = 'CopyStopped';

  constructor(
    message: string,
    /** `ENOSPC` where the disk of the target is full. */
    readonly code?: string,
  ) {
    super(message);
  }
}

export class CopyWriter {
  events = 0;
  appends = 0;
  private batch: CopiedAppend[] = [];
  private batchEvents = 0;
  private batchBytes = 0;

  constructor(
    private readonly target: CopyTarget,
    private readonly pause: (ms: number) => Promise<unknown> = sleep,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws CopyStopped */
  async add(append: CopiedAppend): Promise<void> {
    if (!this.target.appendInOrder) return this.one(append);
    this.batch.push(append);
    this.batchEvents += append.events.length;
    for (const { data, meta } of append.events) this.batchBytes += data.length + meta.length;
    if (this.batchEvents >= BATCH_EVENTS || this.batchBytes >= BATCH_BYTES) await this.flush();
  }

  /** What waits is on disk when it resolves. @throws CopyStopped */
  async flush(): Promise<void> {
    const appends = this.batch;
    if (appends.length === 0) return;
    [this.batch, this.batchEvents, this.batchBytes] = [[], 0, 0];
    const results = (await this.target.appendInOrder?.(appends)) ?? [];
    for (const [i, append] of appends.entries()) this.done(append, results[i] as AppendResult);
  }

  private async one(append: CopiedAppend): Promise<void> {
    const { stream, events, expected } = append;
    const until = this.now() + UNKNOWN_SECONDS * 1000;
    for (;;) {
      const result = await this.target.append(stream, events, expected);
      // The same ids again at the same revision: found, if they were written.
      if (result.kind !== 'unknown' || this.now() > until) return this.done(append, result);
      await this.pause(PAUSE_MS);
    }
  }

  private done({ stream, events, expected }: CopiedAppend, result: AppendResult): void {
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const at = `${stream}@${first}`;
    switch (result.kind) {
      case 'appended':
        if (result.revision !== first + events.length - 1) throw new CopyStopped(`The target put ${at} elsewhere.`);
        this.events += events.length;
        this.appends += 1;
        return;
      case 'conflict':
        throw new CopyStopped(
          `Somebody else writes the target: it has ${stream} at ${String(result.actual)}. Stop that.`,
        );
      case 'unknown':
        throw new CopyStopped(
          `The target did not say whether it wrote ${at}: ${result.detail}. Run the command again.`,
        );
      case 'not-written':
        throw new CopyStopped(
          `The target did not write ${at}: ${result.detail}.`,
          result.reason === 'no-room' ? 'ENOSPC' : undefined,
        );
    }
  }
}
