/** One command of a unit: what it comes to, what it came to when it was sent before, or why it is refused. */
import type { Command, Done, Outcome, Request } from './command.js';
import { isRecorded } from './command-mac.js';
import { decideOne, type Decided, type Scope } from './decide-one.js';
import type { AnyFact } from './fact.js';
import type { CommandRecord } from './load.js';
import type { Refusal } from './refusal.js';
import type { Soon } from './soon.js';

/** A decider threw: a bug, told to the one caller whom it hit. */
export interface Failure {
  readonly kind: 'failure';
  readonly error: unknown;
}

export type Planned = Outcome | Failure;

/** What a recorded command did. */
export function done(stream: string, record: CommandRecord, id: string | undefined, repeated: boolean): Done {
  const { revision, position, events } = record;
  return { kind: 'done', stream, revision, position, events, id, repeated };
}

/** Decides one command on the state as it stands, or finds it among those recorded. Changes nothing. */
export function planOne<C extends Command, S, F extends AnyFact>(
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
