/**
 * The only way to write: load -> decide -> append -> retry (design.md 4).
 *
 * Commands on one stream go one batch at a time: what waits while an append is under way is decided together on the
 * state it leaves. Cached state advances only after an acknowledgement and is dropped on any other outcome.
 */
import type { AppendResult, EventStore, NewEvent } from '../store/port.js';
import type { Command, Done, Outcome, Request, StreamKind, Trouble } from './command.js';
import type { AnyFact } from './fact.js';
import { emptyStream, loadStream, type Loaded } from './load.js';
import { Lru } from './lru.js';
import { placesOf } from './places.js';
import type { Scope } from './decide-one.js';
import { troubleOf } from './trouble.js';
import { planUnits, type Plan, type UnitAnswer } from './unit-plan.js';
import type { LedgerPorts } from './ports.js';
import type { Refusal } from './refusal.js';
import type { Writable } from './writable.js';

/** Streams whose folded state is kept in memory. */
export const STREAMS_CACHED_MAX = 5_000;
/** Facts of these streams together: a case of 50,000 facts weighs as much as thousands of others. About 500 bytes a fact. */
export const FACTS_CACHED_MAX = 400_000;
/** Units that one append may carry. */
export const BATCH_UNITS_MAX = 256;
/** How often a conflict is met with a fresh decision before the caller is told that the stream is too busy. */
export const CONFLICT_ROUNDS_MAX = 20;
/** An unknown outcome is met by resending the same bytes, for no longer than this. Afterwards: a fresh attempt. */
export const SETTLE_SECONDS = 15;
const RESEND_PAUSE_MS = 50;

type Unit = readonly Request[];

interface Waiting {
  readonly unit: Unit;
  readonly isFirst: boolean;
  /** Where it came from, for who traces. */
  readonly from: unknown;
  readonly call: Call;
}

/** Units that were handed over together and are answered together. A lane answers them in order. */
interface Call {
  readonly answers: UnitOutcome[];
  /** How many there will be. */
  readonly count: number;
  readonly resolve: (answers: UnitOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane {
  readonly waiting: Waiting[];
  running: boolean;
}

/** What a unit came to: what each of its commands did, or why none did anything. */
export type UnitOutcome = readonly Done[] | Refusal | Trouble;

type AnyKind = StreamKind<Command, unknown, AnyFact>;

export interface TransactorOptions {
  /** How long an unknown outcome is met by resending, milliseconds. */
  readonly settleMs?: number;
  /** Streams whose folded state is kept in memory. Work that comes to each stream once keeps few. */
  readonly streamsCached?: number;
  /** How many facts these may have together; the stream that was written last stays, however long it is. */
  readonly factsCached?: number;
}

export class Transactor {
  private readonly lanes = new Map<string, Lane>();
  private readonly cache: Lru<string, Loaded<unknown>>;
  private readonly settleMs: number;

  constructor(
    private readonly store: EventStore,
    private readonly ports: LedgerPorts,
    options: TransactorOptions = {},
  ) {
    const { settleMs = SETTLE_SECONDS * 1000, streamsCached = STREAMS_CACHED_MAX } = options;
    this.settleMs = settleMs;
    const max = options.factsCached ?? FACTS_CACHED_MAX;
    this.cache = new Lru(streamsCached, { max, of: ({ revision }) => revision + 1 });
  }

  /** Records one command on a stream. */
  async run<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    request: Request<C>,
  ): Promise<Outcome> {
    const [answer] = (await this.enqueue(kind, stream, [[request]])) as [UnitOutcome];
    return 'kind' in answer ? answer : (answer[0] as Done);
  }

  /**
   * Records units of commands on a stream, in order, in as few appends as the limits allow. The commands of a unit are
   * all or nothing; a unit that is refused does not harm its neighbours.
   *
   * @param isFirst the stream is believed not to exist: it is not looked for. If it does exist, the append finds out.
   */
  runUnits<C extends Command, S, F extends AnyFact>(
    kind: StreamKind<C, S, F>,
    stream: string,
    units: readonly (readonly Request<C>[])[],
    isFirst = false,
  ): Promise<UnitOutcome[]> {
    return this.enqueue(kind, stream, units, isFirst);
  }

  /** The state of a stream as the ledger knows it now. */
  async read<C extends Command, S, F extends AnyFact>(kind: StreamKind<C, S, F>, stream: string): Promise<Loaded<S>> {
    return loadStream(this.store, kind, stream);
  }

  private enqueue(kind: unknown, stream: string, units: readonly Unit[], isFirst = false): Promise<UnitOutcome[]> {
    let lane = this.lanes.get(stream);
    if (!lane) {
      lane = { waiting: [], running: false };
      this.lanes.set(stream, lane);
    }
    const { waiting } = lane;
    const from = this.ports.traces?.here();
    const outcomes = new Promise<UnitOutcome[]>((resolve, reject) => {
      const call: Call = { answers: [], count: units.length, resolve, reject };
      for (const unit of units) waiting.push({ unit, isFirst, from, call });
      if (units.length === 0) resolve(call.answers);
    });
    if (!lane.running) void this.drain(kind as AnyKind, stream, lane);
    return outcomes;
  }

  private async drain(kind: AnyKind, stream: string, lane: Lane): Promise<void> {
    lane.running = true;
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.slice(0, BATCH_UNITS_MAX);
      let done = batch.length;
      try {
        const answers = await this.traced(batch, () => this.settle(kind, stream, batch));
        answers.forEach((answer, i) => tell(batch[i] as Waiting, answer));
        done = answers.length;
      } catch (error) {
        batch.forEach(({ call }) => call.reject(error));
      }
      lane.waiting.splice(0, done);
    }
    this.lanes.delete(stream);
  }

  private traced<T>(batch: readonly Waiting[], work: () => Promise<T>): Promise<T> {
    const { traces } = this.ports;
    return traces
      ? traces.batch(
          batch.map(({ from }) => from),
          work,
        )
      : work();
  }

  /** Answers at least the first unit. */
  private async settle(kind: AnyKind, stream: string, batch: readonly Waiting[]): Promise<UnitAnswer[]> {
    const units = batch.map(({ unit }) => unit);
    for (let round = 0; round < CONFLICT_ROUNDS_MAX; round++) {
      const isFirst = round === 0 && batch[0]?.isFirst === true;
      const cached = this.cache.take(stream) ?? (isFirst ? emptyStream(kind.initial(stream)) : undefined);
      const loaded = cached ?? (await loadStream(this.store, kind, stream));
      const head = loaded.revision;
      const scope = { kind, stream, loaded, ports: this.ports, now: this.ports.clock.now() };
      const plan = await this.plan(scope, units);
      if (plan.events.length === 0) {
        // A "no" that rests on remembered state is only given when nobody else has written since.
        if (cached && (await this.hasMoved(stream, head))) continue;
        if (!plan.spoilt) this.cache.put(stream, loaded);
        return plan.answers;
      }
      const result = await this.write(stream, plan.events, head);
      if (result.kind === 'conflict') continue;
      if (result.kind === 'appended') {
        if (!plan.spoilt) this.cache.put(stream, loaded);
        const answers = acknowledged(plan, await placesOf(this.store, stream, plan, result));
        if (answers.length > 0) return answers;
        return this.settle(kind, stream, behind(batch, head, result.revision));
      }
      return withTrouble(plan, troubleOf(result));
    }
    const message = `${stream} was changed ${CONFLICT_ROUNDS_MAX} times while this command was decided. Nothing was written; try again.`;
    return units.map(() => ({ kind: 'trouble', why: 'busy', message }));
  }

  private plan(scope: Scope<Command, unknown, AnyFact>, units: readonly Unit[]): Promise<Plan> {
    const decide = (): Promise<Plan> => planUnits(scope, units);
    return this.ports.traces?.decide(scope.kind.category, units.length, decide) ?? decide();
  }

  private async hasMoved(stream: string, revision: number): Promise<boolean> {
    return (await this.store.readStream(stream, revision + 1, 1)).length > 0;
  }

  private async write(stream: string, events: readonly NewEvent[], head: number): Promise<AppendResult> {
    // Measured on a clock that never steps: the wall clock may be set back while we wait.
    const deadline = performance.now() + this.settleMs;
    for (;;) {
      const result = await this.store.append(stream, events, head < 0 ? 'no-stream' : head);
      if (result.kind !== 'unknown' || performance.now() >= deadline) return result;
      await new Promise((resolve) => setTimeout(resolve, RESEND_PAUSE_MS));
    }
  }
}

/** Units behind what had to be recorded before them: that is no change which their senders have not seen. */
function behind(batch: readonly Waiting[], from: number, to: number): Waiting[] {
  const moved = (request: Request): Request => (request.expected === from ? { ...request, expected: to } : request);
  return batch.map((waiting) => ({ ...waiting, unit: waiting.unit.map(moved) }));
}

/** Each command's own last fact. */
function acknowledged(plan: Plan, placeOf: (revision: number) => number): UnitAnswer[] {
  for (const record of plan.records) record.position = placeOf(record.revision);
  for (const answer of plan.answers) {
    if ('kind' in answer) continue;
    // They are this plan's own, and nobody has seen them yet.
    for (const done of answer as readonly Writable<Done>[])
      if (done.position === 0) done.position = placeOf(done.revision);
  }
  return plan.answers;
}

/** What was part of the append, or waited behind it, was not recorded. */
function withTrouble({ answers }: Plan, trouble: Trouble): UnitAnswer[] {
  return answers.length === 0 ? [trouble] : answers.map((answer) => (isPending(answer) ? trouble : answer));
}

/** Part of the append under way (a command sent twice in one batch included): no position yet. */
function isPending(answer: UnitAnswer): boolean {
  return !('kind' in answer) && answer.some((done) => done.position === 0);
}

function tell({ call }: Waiting, answer: UnitAnswer): void {
  if ('kind' in answer && answer.kind === 'failure') return call.reject(answer.error);
  if (call.answers.push(answer) === call.count) call.resolve(call.answers);
}
