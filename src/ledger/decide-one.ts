/** One command on a stream as it stands: checks, context, decision, built facts. Changes nothing. */
import { buildFacts } from './build-facts.js';
import type { AskedContact, ClearanceVerdict } from './clearance/verdict.js';
import type { Command, Context, Decision, Request, Rules, StreamKind } from './command.js';
import { momentRefusal, textRefusal, zoneRefusal } from './command-checks.js';
import { dateOf, localDate, toInstant, type CivilDate, type Millis } from './dates.js';
import type { ErasureEvidence } from './erasure/evidence.js';
import type { Built } from './envelope.js';
import type { AnyFact, Zone } from './fact.js';
import type { Loaded } from './load.js';
import { AMOUNT_MAX, LeavesSafeIntegers } from './money.js';
import { STANDARD_POLICY, type Policy } from './policy.js';
import type { LedgerPorts } from './ports.js';
import { impossible, isRefusal, unknown, type Refusal } from './refusal.js';
import { soon, type Soon } from './soon.js';

export interface Scope<C extends Command, S, F extends AnyFact> {
  readonly kind: StreamKind<C, S, F>;
  readonly stream: string;
  readonly loaded: Loaded<S>;
  readonly ports: LedgerPorts;
  readonly now: Millis;
}

export interface Decided {
  readonly built: readonly Built[];
  /** Id of the part that the command creates. */
  readonly id?: string;
}

export function decideOne<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  request: Request<C>,
): Soon<Refusal | Decided> {
  const { kind, loaded, ports } = scope;
  const { command } = request;
  const { personal = [], documents } = kind.rules[command.type as C['type']];
  const badText = textRefusal(command, personal, documents);
  if (badText) return badText;
  const portfolio = kind.portfolioOf(loaded.state, command);
  const policy = portfolio === undefined ? STANDARD_POLICY : ports.policies.policyOf(portfolio);
  return policy instanceof Promise ? underLater(policy, scope, request) : decideUnder(policy, scope, request);
}

// What follows is written without a closure on the way of a command that waits for nobody: one would be made, with all that it
// holds, for every command.

function underLater<C extends Command, S, F extends AnyFact>(
  policy: Promise<Policy | undefined>,
  scope: Scope<C, S, F>,
  request: Request<C>,
): Promise<Refusal | Decided> {
  return policy.then((found) => decideUnder(found, scope, request));
}

function decideUnder<C extends Command, S, F extends AnyFact>(
  policy: Policy | undefined,
  scope: Scope<C, S, F>,
  request: Request<C>,
): Soon<Refusal | Decided> {
  const { kind, loaded, now } = scope;
  const { command } = request;
  if (!policy) return unknown('unknown-portfolio', 'There is no such portfolio. Create it first.', 'portfolio');
  const zone = request.zone ?? kind.zoneOf(loaded.state, command) ?? { by: 'portfolio', name: policy.zone };
  const badTime = zoneRefusal(zone.name) ?? momentRefusal(command, zone.name, now);
  if (badTime) return badTime;
  const frame = { context: contextOf(scope, request, zone.name, policy), zone };
  const answered = asked(scope, command, frame.context);
  if (answered instanceof Promise) return answeredLater(answered, scope, request, frame);
  return decideIn(scope, request, frame, answered);
}

/** What a command is decided in. */
interface DecisionFrame {
  readonly context: Context;
  readonly zone: Zone;
}

type Answered = Pick<Context, 'verdict' | 'erasure' | 'others'> | Refusal;

function answeredLater<C extends Command, S, F extends AnyFact>(
  answered: Promise<Answered>,
  scope: Scope<C, S, F>,
  request: Request<C>,
  frame: DecisionFrame,
): Promise<Refusal | Decided> {
  return answered.then((answer) => decideIn(scope, request, frame, answer));
}

function decideIn<C extends Command, S, F extends AnyFact>(
  { kind, loaded, ports, now, stream }: Scope<C, S, F>,
  request: Request<C>,
  { context: known, zone }: DecisionFrame,
  answered: Answered,
): Soon<Refusal | Decided> {
  if (isRefusal(answered)) return answered;
  const { command } = request;
  const rule = kind.rules[command.type as C['type']];
  const context = answered === NOTHING ? known : { ...known, ...answered };
  const decision = exactly(rule, command, loaded.state, context);
  if (isRefusal(decision)) return decision;
  const site = { stream, head: loaded, ports, now, rec: Math.max(now, loaded.rec) };
  const basis = { context, zone, personal: rule.personal ?? NOT_PERSONAL, subject: kind.subjectOf(loaded.state) };
  const built = buildFacts(site, request, decision, basis);
  const id = context.newId || undefined;
  return built instanceof Promise ? builtLater(built, id) : { built, id };
}

function builtLater(built: Promise<readonly Built[]>, id: string | undefined): Promise<Decided> {
  return built.then((facts) => ({ built: facts, id }));
}

const NOT_PERSONAL: readonly string[] = [];

/** Most commands ask nothing. */
const NOTHING = {};

/** What a command asks others before it is decided. */
function asked<C extends Command, S, F extends AnyFact>(
  scope: Scope<C, S, F>,
  command: C,
  { today }: Context,
): Soon<Answered> {
  const { judged: isJudged, weighed: isWeighed, namesOthers } = scope.kind.rules[command.type as C['type']];
  if (isJudged) return soon(judged(scope, command), (verdict) => (isRefusal(verdict) ? verdict : { verdict }));
  if (isWeighed) return soon(weighed(scope, command, today), (erasure) => ({ erasure }));
  if (namesOthers?.(command as never)) return soon(othersOf(scope), (others) => ({ others }));
  return NOTHING;
}

/** Facts of the stream and of the cases that its person takes part in; undefined where nobody gives them. */
async function othersOf<C extends Command, S, F extends AnyFact>({
  ports: { others },
  loaded,
  stream,
  kind,
}: Scope<C, S, F>): Promise<readonly AnyFact[] | undefined> {
  if (!others) return undefined;
  const streams = [stream, ...(kind.casesOf?.(loaded.state).keys() ?? [])];
  return (await Promise.all(streams.map((id) => others.facts(id)))).flat();
}

/** Looks up what stands against an erasure. */
function weighed<C extends Command, S, F extends AnyFact>(
  { ports, loaded, stream, kind }: Scope<C, S, F>,
  command: C,
  asOf: CivilDate,
): Soon<ErasureEvidence> {
  const cases = kind.casesOf?.(loaded.state);
  if (!ports.erasures || !cases) throw new Error(`${command.type} needs the vault, and nobody gave it to this ledger`);
  return ports.erasures.evidence({ party: stream, cases, asOf });
}

/** Asks the rules about a contact, on the facts of the stream that it is decided on. */
function judged<C extends Command, S, F extends AnyFact>(
  { ports, loaded, now, stream, kind }: Scope<C, S, F>,
  command: C,
): Soon<ClearanceVerdict | Refusal> {
  const facts = kind.factsOf?.(loaded.state);
  if (!ports.verdicts || !facts)
    throw new Error(`${command.type} needs the rules, and nobody gave them to this ledger`);
  const contact = command as unknown as AskedContact;
  return ports.verdicts.judge({ contact, party: stream, facts, revision: loaded.revision, now });
}

/** What follows from a command, interest above all, may come to more than is exact: then the command is refused. */
function exactly<C extends Command, S, F extends AnyFact>(
  rule: Rules<C, S, F>[C['type']],
  command: C,
  state: S,
  context: Context,
): Decision<F> {
  try {
    return rule.decide(command as never, state, context);
  } catch (error) {
    if (!(error instanceof LeavesSafeIntegers)) throw error;
    return impossible(
      'amount-overflow',
      `This comes to more than ${AMOUNT_MAX} minor units, up to which amounts are exact.`,
    );
  }
}

function contextOf<C extends Command, S, F extends AnyFact>(
  { kind, ports, now, stream }: Scope<C, S, F>,
  { command, cmd, by, hands, asksApproval = false, mayPostLater, partId }: Request<C>,
  zone: string,
  policy: Policy,
): Context {
  const at = command.occurredAt ?? toInstant(now);
  const { creates } = kind.rules[command.type as C['type']];
  return {
    policy,
    now,
    today: localDate(now, zone),
    at,
    eff: command.effectiveDate ?? dateOf(at, zone),
    newId: creates === undefined ? '' : (partId ?? ports.ids.part(creates, stream, cmd)),
    by,
    hands,
    asksApproval,
    mayPostLater,
  };
}
