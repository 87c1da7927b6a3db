/** Decides a batch of commands on one stream, one after the other, and builds the events of one append. */
import { canonical, type Json } from '../seal/canonical.js';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EVENT_BYTES_MAX, type NewEvent } from '../store/port.js';
import type { Command, Context, Outcome, Request, StreamKind, Trouble } from './command.js';
import { dateOf, localDate, toInstant, type Millis } from './dates.js';
import { build, type Built } from './envelope.js';
import type { AnyFact, NewFactOf, Zone } from './fact.js';
import { noteCommand, type CommandRecord, type Loaded } from './load.js';
import { momentRefusal, textRefusal } from './command-checks.js';
import type { LedgerPorts, SealedFields, SubjectKey } from './ports.js';
import { STANDARD_POLICY, type Policy } from './policy.js';
import { isRefusal, unknown, type Refusal } from './refusal.js';

/** A decider threw: a bug, told to the one caller whom it hit. */
export interface Failure {
  readonly kind: 'failure';
  readonly error: unknown;
}

export type Planned = Outcome | Failure;

export interface Plan {
  /** One answer per request that was taken; positions are filled in after the acknowledgement. */
  readonly answers: Planned[];
  readonly events: NewEvent[];
  /** Records of the commands that this append writes. */
  readonly records: CommandRecord[];
}

interface Scope<C extends Command, S, F extends AnyFact> {
  readonly kind: StreamKind<C, S, F>;
  readonly stream: string;
  readonly loaded: Loaded<S>;
  readonly ports: LedgerPorts;
  readonly now: Millis;
}

/** Takes as many requests as fit one append. `loaded` moves on as if they were written: drop it if they are not. */
export async function planBatch<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  requests: readonly Request<C>[],
): Promise<Plan> {
  const plan: Plan = { answers: [], events: [], records: [] };
  let bytes = 0;
  for (const request of requests) {
    const step = await planOne(scope, request);
    if (!Array.isArray(step)) {
      plan.answers.push(step);
      continue;
    }
    const size = step.reduce((sum, built) => sum + bytesOf(built.event), 0);
    const tooLarge = sizeProblem(step, size);
    if (tooLarge) {
      plan.answers.push(tooLarge);
      continue;
    }
    if (plan.events.length + step.length > APPEND_EVENTS_MAX || bytes + size > APPEND_BYTES_MAX) break;
    bytes += size;
    take(scope, plan, request, step);
  }
  return plan;
}

/** Upper bound of an event's bytes without encoding it: a UTF-16 unit is at most three bytes. */
function bytesOf(event: NewEvent): number {
  return Buffer.byteLength(event.data) + event.meta.length;
}

function sizeProblem(step: readonly Built[], size: number): Trouble | undefined {
  if (step.length <= APPEND_EVENTS_MAX && size <= APPEND_BYTES_MAX) {
    const big = step.find((built) => bytesOf(built.event) > EVENT_BYTES_MAX);
    if (!big) return undefined;
  }
  const message = `The command's facts take ${size} bytes in ${step.length} events; the limits are ${EVENT_BYTES_MAX} bytes an event, ${APPEND_BYTES_MAX} bytes and ${APPEND_EVENTS_MAX} events a command. Split it.`;
  return { kind: 'trouble', why: 'too-large', message };
}

function take<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  plan: Plan,
  request: Request<C>,
  step: readonly Built[],
): void {
  const { kind, loaded, ports, stream } = scope;
  for (const built of step) {
    loaded.state = kind.evolve(loaded.state, built.fact as F);
    noteCommand(loaded, built.fact);
    loaded.leaf = built.leaf;
    loaded.revision = built.fact.revision;
    plan.events.push(built.event);
  }
  const record = loaded.commands.get(request.cmd) as CommandRecord;
  plan.records.push(record);
  const creates = kind.rules[request.command.type as C['type']].creates;
  const id = creates === undefined ? undefined : ports.ids.part(creates, stream, request.cmd);
  plan.answers.push(answer(stream, record, id, false));
}

function answer(stream: string, record: CommandRecord, id: string | undefined, repeated: boolean): Outcome {
  const { revision, position, events } = record;
  return { kind: 'done', stream, revision, position, events, id, repeated };
}

async function planOne<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
): Promise<Planned | Built[]> {
  const known = scope.loaded.commands.get(request.cmd);
  if (known) return repeat(scope, request, known);
  const { expected } = request;
  if (expected !== undefined && expected !== scope.loaded.revision) {
    return stale(scope.stream, expected, scope.loaded.revision);
  }
  try {
    return await decideAndBuild(scope, request);
  } catch (error) {
    return { kind: 'failure', error };
  }
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
): Promise<Planned> {
  const { ports, kind, stream } = scope;
  const rule = kind.rules[request.command.type as C['type']];
  const key = known.keyId === undefined ? undefined : await ports.conceal.keyById(known.keyId);
  const erased = known.keyId !== undefined && key === undefined;
  if (!erased && commandMac(ports, request.command, rule.personal ?? [], key) !== known.mac) {
    const message = `The Idempotency-Key '${request.cmd}' was used before on ${stream} with another input. Use a new key for a new command.`;
    return { kind: 'refused', why: 'reused-command-id', code: 'idempotency-key-reused', message };
  }
  const id = rule.creates === undefined ? undefined : ports.ids.part(rule.creates, stream, request.cmd);
  return answer(stream, known, id, true);
}

async function decideAndBuild<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
): Promise<Planned | Built[]> {
  const { kind, loaded, ports, now } = scope;
  const { command } = request;
  const portfolio = kind.portfolioOf(loaded.state, command);
  const policy = portfolio === undefined ? STANDARD_POLICY : await ports.policies.policyOf(portfolio);
  if (!policy)
    return unknown('unknown-portfolio', `There is no portfolio '${portfolio}'. Create it first.`, 'portfolio');
  const zone = request.zone ?? kind.zoneOf(loaded.state, command) ?? { name: policy.zone, by: 'portfolio' };
  const rule = kind.rules[command.type as C['type']];
  const bad = textRefusal(command, rule.personal ?? []) ?? momentRefusal(command, zone.name, now);
  if (bad) return bad;
  const context = contextOf(scope, request, zone.name, policy);
  const decision = rule.decide(command as never, loaded.state, context);
  if (isRefusal(decision)) return decision;
  const proposed = withExtras(command, kind.subjectOf(loaded.state), decision);
  return buildAll(scope, request, proposed, { context, zone, personal: rule.personal ?? [] });
}

function contextOf<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
  zone: string,
  policy: Policy,
): Context {
  const { kind, ports, now, stream } = scope;
  const { command } = request;
  const at = command.occurredAt ?? toInstant(now);
  const creates = kind.rules[command.type as C['type']].creates;
  return {
    policy,
    now,
    today: localDate(now, zone),
    at,
    eff: command.effectiveDate ?? dateOf(at, zone),
    newId: creates === undefined ? '' : ports.ids.part(creates, stream, request.cmd),
  };
}

/** The source's further fields stay with the command's first fact; personal ones are sealed with it. */
function withExtras(
  command: Command,
  subject: string,
  facts: readonly NewFactOf<string, object>[],
): readonly NewFactOf<string, object>[] {
  const { extra, sealed } = command;
  const [first, ...rest] = facts;
  if (!first || (!extra && !sealed)) return facts;
  const data = extra ? { ...first.data, extra } : first.data;
  if (!sealed) return [{ ...first, data }, ...rest];
  const fields = { ...first.personal?.fields, ...sealed };
  return [{ ...first, data, personal: { subject: first.personal?.subject ?? subject, fields } }, ...rest];
}

interface BuildHints {
  readonly context: Context;
  readonly zone: Zone;
  readonly personal: readonly string[];
}

async function buildAll<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
  proposed: readonly NewFactOf<string, object>[],
  { context, zone, personal }: BuildHints,
): Promise<Built[]> {
  const { loaded, ports, stream, now } = scope;
  loaded.rec = Math.max(now, loaded.rec);
  const rec = toInstant(loaded.rec);
  const ids = proposed.map(() => ports.entropy.eventId(now));
  const keys = await keysOf(ports, proposed);
  const cmdMac = commandMac(ports, request.command, personal, keys.find(Boolean));
  const { by, obo, src, cmd, corr } = request;
  let [prev, revision] = [loaded.leaf, loaded.revision];
  return proposed.map((fact, i) => {
    const id = ids[i] as string;
    const cause = typeof fact.cause === 'number' ? ids[fact.cause] : fact.cause;
    const { at, eff } = context;
    const whole = { type: fact.type, data: fact.data, at: fact.at ?? at, eff: fact.eff ?? eff, cause, ref: fact.ref };
    const attempt = { id, salt: ports.entropy.salt(), rec, by, obo, src, cmd, cmdMac, corr, zone };
    revision += 1;
    const built = build(whole, attempt, { stream, revision, prev }, hide(ports, stream, id, fact, keys[i]));
    prev = built.leaf;
    return built;
  });
}

/** The subject's key of each fact that has personal values; made durable before anything is sealed under it. */
async function keysOf(
  ports: LedgerPorts,
  proposed: readonly NewFactOf<string, object>[],
): Promise<readonly (SubjectKey | undefined)[]> {
  const keys: (SubjectKey | undefined)[] = [];
  for (const { personal } of proposed) keys.push(personal && (await ports.conceal.keyOf(personal.subject)));
  return keys;
}

function hide(
  ports: LedgerPorts,
  stream: string,
  event: string,
  fact: NewFactOf<string, object>,
  key: SubjectKey | undefined,
): SealedFields | undefined {
  if (!fact.personal || !key) return undefined;
  return ports.conceal.seal(key, { stream, event }, fact.personal.fields);
}

/** Keyed digest of the command as sent; personal fields enter it only as digests under their subject's key. */
function commandMac(
  ports: LedgerPorts,
  command: Command,
  personal: readonly string[],
  key: SubjectKey | undefined,
): string {
  if (personal.length === 0 && !command.sealed) return ports.ids.mac(canonical(command as unknown as Json));
  const hidden = (value: string): string => (key ? ports.conceal.mac(key, value) : ports.ids.mac(value));
  const input: Record<string, unknown> = { ...command };
  for (const field of personal) {
    const value = input[field];
    if (typeof value === 'string') input[field] = hidden(value);
  }
  if (command.sealed) {
    input['sealed'] = Object.fromEntries(Object.entries(command.sealed).map(([name, value]) => [name, hidden(value)]));
  }
  return ports.ids.mac(canonical(input as Json));
}
