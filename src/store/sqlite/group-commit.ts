/**
 * Group commit: the appends of one tick share a transaction and so an fsync. An append alone waits for nobody.
 *
 * A group that fails is halved until the append at fault stands alone, so a bad append never harms its neighbours.
 */
import { STORE_DEADLINE_MS, type AppendResult, type Expected, type NewEvent } from '../port.js';
import type { Told } from '../timed.js';
import { refuse } from './check.js';
import { describe, failureOf } from './failure.js';

/** A transaction takes no further append once it holds this much; one blocks the process for some 20 ms. */
export const GROUP_EVENTS_MAX = 1024;
/** Of data and meta: nearly all are one byte each. */
export const GROUP_CHARACTERS_MAX = 4 * 1024 * 1024;

export interface Attempt {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

interface Waiting extends Attempt {
  readonly since: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Where groups are written. */
export interface Sink {
  /** Writes all in one durable transaction and answers for each; throws when it could not. */
  write(attempts: readonly Attempt[]): AppendResult[];
  /** Undoes a transaction that threw. False when that is not certain. */
  rollback(): boolean;
  /** After a failure of the device: opens and verifies anew. Throws when that is not possible. */
  recover(): void;
  /** Something was committed. */
  written(): void;
}

export class GroupCommit {
  private queue: Waiting[] = [];
  private scheduled = false;
  private doubtful = false;
  private drained: (() => void) | undefined;

  constructor(
    private readonly sink: Sink,
    private readonly now: () => number = () => performance.now(),
    /** A promise of its own for each append would take 4 % of it. */
    private readonly told: Told = () => undefined,
  ) {}

  add(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.queue.push({ stream, events, expected, since: this.now(), resolve, reject });
      this.schedule();
    });
  }

  /** Resolves when nothing is queued any more. */
  drain(): Promise<void> {
    if (!this.scheduled) return Promise.resolve();
    return new Promise((resolve) => (this.drained = resolve));
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.scheduled = false;
    this.dropExpired();
    const group = this.take();
    if (group.length > 0 && this.isReady(group)) this.commit(group);
    if (this.queue.length > 0) this.schedule();
    else this.drained?.();
  }

  /** No wait is longer than the deadline. What waited longer is not tried any more, so it cannot appear later. */
  private dropExpired(): void {
    const limit = this.now() - STORE_DEADLINE_MS;
    const count = this.queue.findIndex(({ since }) => since >= limit);
    const expired = this.queue.splice(0, count < 0 ? this.queue.length : count);
    this.settle(expired, unknown(`waited longer than ${STORE_DEADLINE_MS} ms for its turn and was not tried`));
  }

  private take(): Waiting[] {
    let events = 0;
    let characters = 0;
    let count = 0;
    for (const waiting of this.queue) {
      if (events >= GROUP_EVENTS_MAX || characters >= GROUP_CHARACTERS_MAX) break;
      events += waiting.events.length;
      for (const { data, meta } of waiting.events) characters += data.length + meta.length;
      count++;
    }
    return this.queue.splice(0, count);
  }

  private isReady(group: readonly Waiting[]): boolean {
    if (!this.doubtful) return true;
    try {
      this.sink.recover();
      this.doubtful = false;
      return true;
    } catch (error) {
      this.settle(group, unknown(`the ledger file cannot be verified after a failure (${describe(error)})`));
      return false;
    }
  }

  private commit(group: readonly Waiting[]): void {
    let results: AppendResult[];
    try {
      results = this.sink.write(group);
    } catch (error) {
      this.failed(group, error);
      return;
    }
    const now = this.now();
    for (let i = 0; i < group.length; i++) this.answer(group[i] as Waiting, results[i] as AppendResult, now);
    if (results.some((result) => result.kind === 'appended' && !result.repeated)) this.sink.written();
  }

  private failed(group: readonly Waiting[], error: unknown): void {
    const failure = this.sink.rollback() ? failureOf(error) : 'doubtful';
    switch (failure) {
      case 'busy':
        return this.settle(group, unknown(`another process is writing the ledger (${describe(error)})`));
      case 'doubtful':
        this.doubtful = true;
        return this.settle(group, unknown(`the device failed (${describe(error)})`));
      case 'no-room':
      case 'refused':
      case 'bug':
        if (group.length > 1) return this.halve(group);
        if (failure === 'bug') return (group[0] as Waiting).reject(error);
        if (failure === 'no-room') return this.settle(group, refuse('no-room', describe(error)));
        return this.settle(group, refuse('bad-event', `an event of this append exists already (${describe(error)})`));
    }
  }

  private halve(group: readonly Waiting[]): void {
    const middle = group.length >> 1;
    for (const half of [group.slice(0, middle), group.slice(middle)]) {
      if (this.isReady(half)) this.commit(half);
    }
  }

  private settle(group: readonly Waiting[], result: AppendResult): void {
    const now = this.now();
    for (const waiting of group) this.answer(waiting, result, now);
  }

  private answer({ events, since, resolve }: Waiting, result: AppendResult, now: number): void {
    this.told(events, result, now - since);
    resolve(result);
  }
}

function unknown(detail: string): AppendResult {
  return { kind: 'unknown', detail };
}
