/**
 * Decides units of commands on one stream, one after the other, and gathers the events of one append. A unit is all or
 * nothing: one command by itself, or the commands of one source row.
 */
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EVENT_BYTES_MAX, type NewEvent } from '../store/port.js';
import { appendBytes } from '../store/size.js';
import { decideOne, type Decided, type Scope } from './decide-one.js';
import type { Command, Done, Outcome, Request, Trouble } from './command.js';
import { isRecorded } from './command-mac.js';
import { toMillis } from './dates.js';
import type { Built } from './envelope.js';
import type { AnyFact } from './fact.js';
import { evolved, noteCommand, type CommandRecord } from './load.js';
import { isPostedLater, NOTHING_LEFT } from './payment/left.calc.js';
import type { Refusal } from './refusal.js';
import type { Soon } from './soon.js';

/** A decider threw: a bug, told to the one caller whom it hit. */
export interface Failure {
  readonly kind: 'failure';
  readonly error: unknown;
}

export type Planned = Outcome | Failure;

/** What a unit came to: what each of its commands did, or the first answer that spoilt it. */
export type UnitAnswer = readonly Done[] | Exclude<Planned, Done>;

export interface Plan {
  /** One answer per unit that was taken; positions are filled in after the acknowledgement. */
  readonly answers: UnitAnswer[];
  readonly events: NewEvent[];
  /** Records of the commands that this append writes. */
  readonly records: CommandRecord[];
  /** A unit that is not part of this append has moved the state: it must be loaded anew. */
  spoilt: boolean;
}

type Unit<C extends Command> = readonly Request<C>[];

/** Takes as many units as fit one append. `loaded` moves on as if they were written: drop it if they are not. */
export async function planUnits<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  units: readonly Unit<C>[],
): Promise<Plan> {
  const plan: Plan = { answers: [], events: [], records: [], spoilt: false };
  let bytes = 0;
  let largest = 0;
  for (const unit of units) {
    // To undo a unit costs reading the whole stream: one that is as large as those before it is not begun.
    if (plan.events.length > 0 && bytes + largest > APPEND_BYTES_MAX) return plan;
    const planned = planUnit(scope, unit, nothing(unit.length > 1), 0);
    const step = planned instanceof Promise ? await planned : planned;
    bytes += step.bytes;
    largest = Math.max(largest, step.bytes);
    const full = plan.events.length + step.events.length > APPEND_EVENTS_MAX || bytes > APPEND_BYTES_MAX;
    if (full && plan.events.length > 0) {
      // It goes first in the next append; what it did to the state is undone by loading anew.
      plan.spoilt = true;
      return plan;
    }
    plan.answers.push(full ? tooLarge(step.bytes, step.events.length) : step.answer);
    plan.spoilt = step.spoilt || (full && step.events.length > 0);
    if (plan.spoilt) return plan;
    plan.events.push(...step.events);
    plan.records.push(...step.records);
  }
  return plan;
}

interface Step {
  readonly answer: UnitAnswer;
  readonly events: readonly NewEvent[];
  readonly records: readonly CommandRecord[];
  readonly bytes: number;
  readonly spoilt: boolean;
}

/** What the commands of a unit came to so far. */
interface UnitSoFar {
  readonly answer: Done[];
  readonly events: NewEvent[];
  readonly records: CommandRecord[];
  bytes: number;
  readonly spoilt: false;
  /** The unit has several commands: a refusal says which. */
  readonly isOfMany: boolean;
}

function nothing(isOfMany: boolean): UnitSoFar {
  return { answer: [], events: [], records: [], bytes: 0, spoilt: false, isOfMany };
}

/** Decides the commands of a unit from a place on. Most wait for nobody, and then the unit does not either. */
function planUnit<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  unit: readonly Asked<C>[],
  soFar: UnitSoFar,
  from: number,
): Soon<Step> {
  for (let i = from; i < unit.length; i++) {
    const request = unit[i] as Asked<C>;
    const before = beforeOf(scope, request);
    if (before) return planUnit(scope, [...unit.slice(0, i), ...before, ...unit.slice(i + 1)], soFar, i);
    const planned = planOne(scope, request);
    if (planned instanceof Promise) {
      return planned.then((later) => take(scope, request, later, soFar) ?? planUnit(scope, unit, soFar, i + 1));
    }
    const spoilt = take(scope, request, planned, soFar);
    if (spoilt) return spoilt;
  }
  return soFar;
}

/** A command of a unit, or what must be recorded before one: that has no answer of its own. */
type Asked<C extends Command> = Request<C> & { readonly part?: 'before' | 'behind' };

/** What must be recorded before a command, and the command behind it; undefined where it can be decided as it is. */
function beforeOf<C extends Command, S, F extends AnyFact>(
  { kind, loaded }: Scope<C, S, F>,
  request: Asked<C>,
): [Asked<C>, Asked<C>] | undefined {
  if (request.part || loaded.commands.has(request.cmd)) return undefined;
  if ((request.expected ?? loaded.revision) !== loaded.revision) return undefined;
  const command = kind.before?.(loaded.state, request) as C | undefined;
  if (!command) return undefined;
  const behind = { ...request, expected: undefined };
  return [
    // No client can send a blank in a command's id.
    { ...behind, command, cmd: `before ${request.cmd}`, part: 'before', partId: undefined },
    { ...behind, part: 'behind' },
  ];
}

/** Adds what the next command of the unit came to. @returns what the unit came to, where that spoils it */
function take<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Asked<C>,
  planned: Planned | Decided,
  soFar: UnitSoFar,
): Step | undefined {
  const { answer, events, records } = soFar;
  if (!('built' in planned)) {
    if (planned.kind === 'done') {
      answer.push(planned);
      return undefined;
    }
    if (request.part === 'before' && planned.kind === 'refused' && planned.code === NOTHING_LEFT) return undefined;
    return without(
      soFar,
      planned.kind === 'refused' && soFar.isOfMany ? { ...planned, command: answer.length } : planned,
    );
  }
  for (const { bytes } of planned.built) if (bytes > EVENT_BYTES_MAX) return without(soFar, tooLarge(bytes, 1));
  const record = advance(scope, request, planned.built);
  for (const { event, bytes } of planned.built) {
    events.push(event);
    soFar.bytes += appendBytes(event, bytes);
  }
  records.push(record);
  if (request.part === 'before') return undefined;
  const told = done(scope.stream, record, planned.id, false);
  const isLeft = request.mayPostLater && planned.built.some(({ fact }) => isPostedLater(fact));
  answer.push(isLeft ? { ...told, postsLater: true } : told);
  return undefined;
}

/** A unit that comes to nothing: what its first commands did to the state is to be undone. */
function without({ events }: UnitSoFar, answer: UnitAnswer): Step {
  return { answer, events: [], records: [], bytes: 0, spoilt: events.length > 0 };
}

function tooLarge(bytes: number, events: number): Trouble {
  const message = `The command's facts take ${bytes} bytes in ${events} events; the limits are ${EVENT_BYTES_MAX} bytes an event, ${APPEND_BYTES_MAX} bytes and ${APPEND_EVENTS_MAX} events a command. Split it.`;
  return { kind: 'trouble', why: 'too-large', message };
}

/** Moves the loaded stream over facts that are about to be written. */
function advance<C extends Command, S, F extends AnyFact>(
  { kind, loaded }: Scope<C, S, F>,
  request: Request<C>,
  step: readonly Built[],
): CommandRecord {
  for (const built of step) {
    loaded.state = evolved(kind.evolve(loaded.state, built.fact as F), built.fact);
    noteCommand(loaded, built.fact);
    loaded.leaf = built.leaf;
    loaded.revision = built.fact.revision;
    loaded.rec = Math.max(loaded.rec, toMillis(built.fact.rec));
  }
  return loaded.commands.get(request.cmd) as CommandRecord;
}

function done(stream: string, record: CommandRecord, id: string | undefined, repeated: boolean): Done {
  const { revision, position, events } = record;
  return { kind: 'done', stream, revision, position, events, id, repeated };
}

function planOne<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
): Soon<Planned | Decided> {
  const known = scope.loaded.commands.get(request.cmd);
  const { expected } = request;
  try {
    if (known) return repeat(scope, request, known).catch(failure);
    if (expected !== undefined && expected !== scope.loaded.revision) {
      return stale(scope.stream, expected, scope.loaded.revision);
    }
    const decided = decideOne(scope, request);
    return decided instanceof Promise ? decided.catch(failure) : decided;
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Failure {
  return { kind: 'failure', error };
}

function stale(stream: string, expected: number, actual: number): Refusal {
  const message = `If-Match names revision ${expected}, but ${stream} is at revision ${actual}. Read it again and decide anew.`;
  return { kind: 'refused', why: 'stale', code: 'stale-revision', message };
}

/** The same command again: same input, the first result; another input, an error. */
async function repeat<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
  known: CommandRecord,
): Promise<Done | Refusal> {
  const { ports, kind, stream } = scope;
  const { personal = [], creates } = kind.rules[request.command.type as C['type']];
  const key = known.keyId === undefined ? undefined : await ports.conceal.keyById(known.keyId);
  const erased = known.keyId !== undefined && key === undefined;
  if (erased || isRecorded(known.mac, ports, request.command, { personal, key })) {
    const id = creates === undefined ? undefined : ports.ids.part(creates, stream, request.cmd);
    return done(stream, known, id, true);
  }
  const message = `The Idempotency-Key '${request.cmd}' was used before on ${stream} with another input. Use a new key for a new command.`;
  return { kind: 'refused', why: 'reused-command-id', code: 'idempotency-key-reused', message };
}
