/**
 * Decides units of commands on one stream, one after the other, and gathers the events of one append. A unit is all or
 * nothing: one command by itself, or the commands of one source row.
 */
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EVENT_BYTES_MAX, type NewEvent } from '../store/port.js';
import { appendBytes, eventBytes } from '../store/size.js';
import type { Decided, Scope } from './decide-one.js';
import type { Command, Done, Request, Trouble } from './command.js';
import { toMillis } from './dates.js';
import type { Built } from './envelope.js';
import type { AnyFact } from './fact.js';
import { evolved, noteCommand, type CommandRecord } from './load.js';
import { isPostedLater } from './payment/left.calc.js';
import { done, planOne, type Planned } from './plan-one.js';
import type { Soon } from './soon.js';

/** What a unit came to: what each of its commands did, or the first answer that spoilt it. */
export type UnitAnswer = readonly Done[] | Exclude<Planned, Done>;

export interface Plan {
  /**
   * One answer per unit that was taken; positions are filled in after the acknowledgement. None where the append holds what
   * must be recorded before the first unit.
   */
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
    const before = unit.map((request) => beforeOf(scope, request)).find(Boolean);
    if (before) {
      // However much that is, the unit itself is not the larger for it.
      if (plan.answers.length > 0) return plan;
      const first = await planUnit(scope, [before], nothing(false), 0);
      if (first.events.length > 0) return { ...plan, events: [...first.events], records: [...first.records] };
    }
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
    if (before) {
      const behind = { ...request, expected: undefined };
      return planUnit(scope, [...unit.slice(0, i), before, behind, ...unit.slice(i + 1)], soFar, i);
    }
    const planned = planOne(scope, request);
    if (planned instanceof Promise) {
      return planned.then((later) => {
        return take(scope, request, later, soFar) ?? planUnit(scope, after(unit, i, later), soFar, i + 1);
      });
    }
    const spoilt = take(scope, request, planned, soFar);
    if (spoilt) return spoilt;
    if (request.part) return planUnit(scope, after(unit, i, planned), soFar, i + 1);
  }
  return soFar;
}

/** A command of a unit, or what must be recorded before one: that has no answer of its own. */
type Asked<C extends Command> = Request<C> & { readonly part?: 'before' | 'behind' };

/** What must be recorded before a command; undefined where it can be decided as it is. */
function beforeOf<C extends Command, S, F extends AnyFact>(
  { kind, loaded: { state, revision, commands } }: Scope<C, S, F>,
  request: Asked<C>,
): Asked<C> | undefined {
  if (request.part || commands.has(request.cmd)) return undefined;
  if ((request.expected ?? revision) !== revision) return undefined;
  const command = kind.before?.(state, request) as C | undefined;
  if (!command) return undefined;
  // No client can send a blank in a command's id.
  let cmd = `before ${request.cmd}`;
  for (let round = 2; commands.has(cmd); round++) cmd = `before ${request.cmd} ${round}`;
  return { ...request, expected: undefined, command, cmd, part: 'before', partId: undefined };
}

/** The unit behind what was asked before a command: what had nothing to record is not asked again. */
function after<C extends Command>(unit: readonly Asked<C>[], i: number, planned: object): readonly Asked<C>[] {
  if (unit[i]?.part !== 'before' || 'built' in planned) return unit;
  return unit.map((request, at) => (at === i + 1 ? { ...request, part: 'behind' } : request));
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
    // The command behind it is decided as the state is.
    if (request.part === 'before' && planned.kind === 'refused') return undefined;
    return without(
      soFar,
      planned.kind === 'refused' && soFar.isOfMany ? { ...planned, command: answer.length } : planned,
    );
  }
  const { built } = planned;
  let { bytes } = soFar;
  for (const { event } of built) {
    const own = eventBytes(event);
    if (own > EVENT_BYTES_MAX) return without(soFar, tooLarge(own, 1));
    bytes += appendBytes(event, own);
  }
  soFar.bytes = bytes;
  const record = advance(scope, request, built);
  for (const { event } of built) events.push(event);
  records.push(record);
  if (request.part === 'before') return undefined;
  const told = done(scope.stream, record, planned.id, false);
  const isLeft = request.mayPostLater && built.some(({ fact }) => isPostedLater(fact));
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
