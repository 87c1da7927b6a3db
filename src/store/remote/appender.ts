/**
 * Appends on one long call, each with a correlation id, a deadline and an answer of its own. What cannot be answered is
 * an unknown outcome: the caller resends the same ids at the same revision, which the server recognises.
 */
import { randomUUID } from 'node:crypto';
import type { Expected, NewEvent } from '../port.js';
import { explain } from './grpc-errors.js';
import type { WireAnswer } from './wire.js';

/** Part of the deadline within which no server can have waited for its own disks or nodes. */
const SOON = 0.1;

export interface Appending {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

/** What a client tells of the call. */
export interface AppendListener<T> {
  heard(correlation: string, answer: T): void;
  /** The call is over: broken, or ended by the server. */
  over(why: string): void;
}

/** @param deadline the moment after which the server need not try any more */
export interface AppendCall {
  write(correlation: string, append: Appending, deadline: Date): void;
  cancel(): void;
}

/** What a client has to give. */
export interface AppendClient<T> {
  open(listener: AppendListener<T>): Promise<AppendCall>;
  /** Throws StoreRefused. @param soon it came long before the deadline */
  read(answer: T, soon: boolean): WireAnswer;
  /** Something sent at `since` (`performance.now()`) was not answered in time. */
  suspect(since: number): void;
}

interface Line<T> {
  readonly waiting: Map<string, (answer: Answer<T>) => void>;
  readonly call: AppendCall;
  heardAt: number;
}

type Answer<T> = { readonly told: T } | { readonly lost: string };

export class Appender<T> {
  private line: Promise<Line<T>> | undefined;

  constructor(
    private readonly client: AppendClient<T>,
    private readonly deadlineMs: number,
  ) {}

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<WireAnswer> {
    const sentAt = performance.now();
    const answer = await this.send({ stream, events, expected });
    if ('lost' in answer) return { kind: 'lost', detail: answer.lost };
    return this.client.read(answer.told, performance.now() - sentAt < this.deadlineMs * SOON);
  }

  private send(append: Appending): Promise<Answer<T>> {
    return new Promise((resolve) => {
      const correlation = randomUUID();
      const sentAt = performance.now();
      const deadline = new Date(Date.now() + this.deadlineMs);
      let open: Line<T> | undefined;
      let isOver = false;
      const settle = (answer: Answer<T>): void => {
        isOver = true;
        clearTimeout(timer);
        open?.waiting.delete(correlation);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        settle({ lost: `no answer within ${this.deadlineMs} ms` });
        // Not a word on the whole call since: it is dead, and the next append had better not wait for it.
        if (open && open.heardAt < sentAt) open.call.cancel();
        this.client.suspect(sentAt);
      }, this.deadlineMs);
      const failed = (error: unknown): void => settle({ lost: explain(error).message });
      this.opened().then((line) => {
        // Given up while we were connecting: what was told as unknown is not written later.
        if (isOver) return;
        open = line;
        line.waiting.set(correlation, settle);
        line.call.write(correlation, append, deadline);
      }, failed);
    });
  }

  private opened(): Promise<Line<T>> {
    this.line ??= this.open();
    return this.line;
  }

  private async open(): Promise<Line<T>> {
    const waiting: Line<T>['waiting'] = new Map();
    let line: Line<T> | undefined;
    try {
      const call = await this.client.open({
        heard: (correlation, told) => {
          if (line) line.heardAt = performance.now();
          // A late or doubled answer finds nobody who waits.
          waiting.get(correlation)?.({ told });
        },
        over: (lost) => {
          this.line = undefined;
          for (const settle of [...waiting.values()]) settle({ lost });
        },
      });
      line = { call, waiting, heardAt: 0 };
      return line;
    } catch (error) {
      this.line = undefined;
      throw error;
    }
  }
}
