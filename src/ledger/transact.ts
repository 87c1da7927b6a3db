/**
 * The only way to write: load -> decide -> append -> retry (design.md 4).
 *
 * Commands on one stream go one batch at a time: what waits while an append is under way is decided together on the
 * state it leaves. Cached state advances only after an acknowledgement and is dropped on any other outcome.
 */
import type { AppendResult, EventStore, NewEvent } from '../store/port.js';
import type { Command, Done, Outcome, Request, StreamKind, Trouble } from './command.js';
import type { AnyFact } from './fact.js';
import { loadStream, type Loaded } from './load.js';
import { Lru } from './lru.js';
import { planBatch, type Plan, type Planned } from './plan.js';
import type { LedgerPorts } from './ports.js';

/** Streams whose folded state is kept in memory. */
export const STREAMS_CACHED_MAX = 5_000;
/** Commands that one append may carry. */
export const BATCH_COMMANDS_MAX = 256;
/** How often a conflict is met with a fresh decision before the caller is told that the stream is too busy. */
export const CONFLICT_ROUNDS_MAX = 20;
/** An unknown outcome is met by resending the same bytes, for no longer than this. Afterwards: a fresh attempt. */
export const SETTLE_SECONDS = 15;
const RESEND_PAUSE_MS = 50;

interface Waiting {
  readonly request: Request;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane {
  readonly waiting: Waiting[];
  running: boolean;
}

type AnyKind = StreamKind<Command, unknown, AnyFact>;

export class Transactor {
  private readonly lanes = new Map<string, Lane>();
  private readonly cache = new Lru<string, Loaded<unknown>>(STREAMS_CACHED_MAX);

  constructor(
    private readonly store: EventStore,
    private readonly ports: LedgerPorts,
    private readonly settleMs = SETTLE_SECONDS * 1000,
  ) {}

  /** Records one command on a stream. */
  run<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    request: Request<C>,
  ): Promise<Outcome> {
    const lane = this.laneOf(stream);
    const outcome = new Promise<Outcome>((resolve, reject) => lane.waiting.push({ request, resolve, reject }));
    if (!lane.running) void this.drain(kind as unknown as AnyKind, stream, lane);
    return outcome;
  }

  /** Records several commands on a stream, in order, in as few appends as the limits allow. */
  runMany<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    requests: readonly Request<C>[],
  ): Promise<Outcome[]> {
    const lane = this.laneOf(stream);
    const outcomes = requests.map(
      (request) => new Promise<Outcome>((resolve, reject) => lane.waiting.push({ request, resolve, reject })),
    );
    if (!lane.running) void this.drain(kind as unknown as AnyKind, stream, lane);
    return Promise.all(outcomes);
  }

  /** The state of a stream as the ledger knows it now. */
  async read<C extends Command, S, F extends AnyFact>(kind: StreamKind<C, S, F>, stream: string): Promise<Loaded<S>> {
    return loadStream(this.store, kind, stream);
  }

  /** Drops what is cached of a stream. */
  forget(stream: string): void {
    this.cache.delete(stream);
  }

  private laneOf(stream: string): Lane {
    let lane = this.lanes.get(stream);
    if (!lane) {
      lane = { waiting: [], running: false };
      this.lanes.set(stream, lane);
    }
    return lane;
  }

  private async drain(kind: AnyKind, stream: string, lane: Lane): Promise<void> {
    lane.running = true;
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.slice(0, BATCH_COMMANDS_MAX);
      let done: number;
      try {
        const answers = await this.settle(
          kind,
          stream,
          batch.map((waiting) => waiting.request),
        );
        answers.forEach((answer, i) => tell(batch[i] as Waiting, answer));
        done = answers.length;
      } catch (error) {
        batch.forEach((waiting) => waiting.reject(error));
        done = batch.length;
      }
      lane.waiting.splice(0, done);
    }
    this.lanes.delete(stream);
  }

  /** Answers at least the first request. */
  private async settle(kind: AnyKind, stream: string, requests: readonly Request[]): Promise<Planned[]> {
    for (let round = 0; round < CONFLICT_ROUNDS_MAX; round++) {
      const cached = this.cache.take(stream);
      const loaded = cached ?? (await loadStream(this.store, kind, stream));
      const head = loaded.revision;
      const scope = { kind, stream, loaded, ports: this.ports, now: this.ports.clock.now() };
      const plan = await planBatch(scope, requests);
      if (plan.events.length === 0) {
        // A "no" that rests on remembered state is only given when nobody else has written since.
        if (cached && (await this.hasMoved(stream, head))) continue;
        this.cache.put(stream, loaded);
        return plan.answers;
      }
      const result = await this.write(stream, plan.events, head);
      if (result.kind === 'conflict') continue;
      if (result.kind === 'appended') {
        this.cache.put(stream, loaded);
        return acknowledged(plan, result.position);
      }
      return plan.answers.map((answer) => (isPending(answer) ? troubleOf(result) : answer));
    }
    const message = `${stream} was changed ${CONFLICT_ROUNDS_MAX} times while this command was decided. Nothing was written; try again.`;
    return requests.map(() => ({ kind: 'trouble', why: 'busy', message }));
  }

  private async hasMoved(stream: string, revision: number): Promise<boolean> {
    return (await this.store.readStream(stream, revision + 1, 1)).length > 0;
  }

  private async write(stream: string, events: readonly NewEvent[], head: number): Promise<AppendResult> {
    const deadline = this.ports.clock.now() + this.settleMs;
    for (;;) {
      const result = await this.store.append(stream, events, head < 0 ? 'no-stream' : head);
      if (result.kind !== 'unknown' || this.ports.clock.now() >= deadline) return result;
      await new Promise((resolve) => setTimeout(resolve, RESEND_PAUSE_MS));
    }
  }
}

function acknowledged(plan: Plan, position: number): Planned[] {
  for (const record of plan.records) record.position = position;
  return plan.answers.map((answer) => (isPending(answer) ? { ...answer, position } : answer));
}

/** Part of the append under way (a command sent twice in one batch included): no position yet. */
function isPending(answer: Planned): answer is Done {
  return answer.kind === 'done' && answer.position === 0;
}

function tell(waiting: Waiting, answer: Planned): void {
  if (answer.kind === 'failure') waiting.reject(answer.error);
  else waiting.resolve(answer);
}

function troubleOf(result: Exclude<AppendResult, { kind: 'appended' | 'conflict' }>): Trouble {
  if (result.kind === 'unknown') {
    const message = `The store did not say whether it wrote the command (${result.detail}). Send it again with the same Idempotency-Key: it is recorded once.`;
    return { kind: 'trouble', why: 'unknown-outcome', message };
  }
  switch (result.reason) {
    case 'no-room':
      return {
        kind: 'trouble',
        why: 'no-room',
        message: 'The disk is full. Nothing was written; reads go on. Make room and send the command again.',
      };
    case 'closed':
      return {
        kind: 'trouble',
        why: 'closed',
        message: 'The ledger is shutting down. Nothing was written; try again.',
      };
    case 'too-large':
    case 'too-many':
      return { kind: 'trouble', why: 'too-large', message: result.detail };
    case 'empty':
    case 'bad-event':
      throw new Error(`the ledger built an append that the store cannot take: ${result.detail}`);
  }
}
