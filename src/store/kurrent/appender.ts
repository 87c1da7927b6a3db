/**
 * Appends on one long call, each with a correlation id, a deadline and an answer of its own. What cannot be answered is
 * an unknown outcome: the caller resends the same ids at the same revision, which the server recognises.
 */
import { randomUUID } from 'node:crypto';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected, NewEvent } from '../port.js';
import type { WireAnswer } from '../remote/wire.js';
import { answerOf } from './answers.js';
import type { BatchCall, Gateway } from './gateway.js';
import { appendRequest } from './messages.js';
import { explain } from '../remote/grpc-errors.js';

/** Part of the deadline within which no server can have waited for its own disks or nodes. */
const SOON = 0.1;

type Build = (correlation: string, deadline: Date) => BatchAppendReq;
type Answer = BatchAppendResp | { readonly lost: string };

interface Line {
  readonly call: BatchCall;
  readonly waiting: Map<string, (answer: Answer) => void>;
  heardAt: number;
}

export class Appender {
  private line: Promise<Line> | undefined;

  constructor(
    private readonly gateway: Gateway,
    private readonly deadlineMs: number,
  ) {}

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<WireAnswer> {
    const sentAt = performance.now();
    const answer = await this.send((correlation, deadline) =>
      appendRequest(correlation, stream, events, expected, deadline),
    );
    const isSoon = performance.now() - sentAt < this.deadlineMs * SOON;
    return 'lost' in answer ? { kind: 'lost', detail: answer.lost } : answerOf(answer, isSoon);
  }

  /** @param build makes the message for a correlation id and the moment after which the server need not try any more */
  private send(build: Build): Promise<Answer> {
    return new Promise((resolve) => {
      const correlation = randomUUID();
      const sentAt = performance.now();
      let open: Line | undefined;
      let isOver = false;
      const settle = (answer: Answer): void => {
        isOver = true;
        clearTimeout(timer);
        open?.waiting.delete(correlation);
        resolve(answer);
      };
      const timer = setTimeout(() => {
        settle({ lost: `no answer within ${this.deadlineMs} ms` });
        // Not a word on the whole call since: it is dead, and the next append had better not wait for it.
        if (open && open.heardAt < sentAt) open.call.cancel();
        this.gateway.suspect(sentAt);
      }, this.deadlineMs);
      const request = build(correlation, new Date(Date.now() + this.deadlineMs));
      this.opened().then(
        (line) => {
          // Given up while we were connecting: what was told as unknown is not written later.
          if (isOver) return;
          open = line;
          line.waiting.set(correlation, settle);
          line.call.write(request);
        },
        (error: unknown) => settle({ lost: explain(error).message }),
      );
    });
  }

  private opened(): Promise<Line> {
    this.line ??= this.open();
    return this.line;
  }

  private async open(): Promise<Line> {
    try {
      return this.follow(await this.gateway.openBatch());
    } catch (error) {
      this.line = undefined;
      throw error;
    }
  }

  private follow(call: BatchCall): Line {
    const line: Line = { call, waiting: new Map(), heardAt: 0 };
    const over = (why: string): void => {
      this.line = undefined;
      for (const settle of [...line.waiting.values()]) settle({ lost: why });
    };
    call.on('data', (answer: BatchAppendResp) => {
      line.heardAt = performance.now();
      this.gateway.heard();
      // A late or doubled answer finds nobody who waits.
      line.waiting.get(answer.getCorrelationId()?.getString() ?? '')?.(answer);
    });
    call.on('error', (error: Error) => over(error.message));
    call.on('end', () => {
      over('the server ended the call');
      // Our half too: the client waits for it when it is closed.
      call.end();
    });
    return line;
  }
}
