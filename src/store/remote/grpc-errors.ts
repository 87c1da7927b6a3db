/** What an error on the way to the server, or in its answer, means for who asked. */
import { StoreRefused, StoreUnavailable, UnknownPosition } from '../port.js';
import { tombstoned } from './retention.js';

/** gRPC status codes (grpc.github.io/grpc/core/md_doc_statuscodes.html) that we tell apart. */
export const CODE = {
  cancelled: 1,
  unknown: 2,
  invalid: 3,
  deadline: 4,
  denied: 7,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** The error of a read or of opening. Nobody need ask again after a `StoreRefused`. */
export function explain(error: unknown): StoreRefused | StoreUnavailable {
  if (error instanceof StoreRefused || error instanceof StoreUnavailable) return error;
  const { message } = error instanceof Error ? error : { message: String(error) };
  if (exceptionOf(error) === 'stream-deleted') return tombstoned(/'(.*)'/.exec(message)?.[1] ?? 'that was asked for');
  switch (exceptionOf(error) === 'access-denied' ? 'access-denied' : codeOf(error)) {
    case 'access-denied':
    case CODE.denied:
    case CODE.unauthenticated:
      return new StoreRefused(
        `The event store does not let us in (${message}). Give a user who may read $all and write our streams: esdb://user:password@host:2113.`,
      );
    case CODE.unimplemented:
      return new StoreRefused(
        `The event store does not know this call (${message}). Quittance needs EventStoreDB 22.10 or later, or KurrentDB.`,
      );
    // Our own deadline rode with the call: on a busy machine the client may notice it before our timer does.
    case CODE.deadline:
      return new StoreUnavailable(`The event store gave no answer within the deadline of the call (${message}).`, {
        cause: error,
      });
    case undefined:
    default:
      return new StoreUnavailable(`The event store cannot be asked now (${message}).`, { cause: error });
  }
}

/** What a node says while the nodes elect: with the code of a position that is none. */
const NO_LEADER = /\bno leader\b/i;

/** The error of a read from a position: servers answer one at which no record begins with a code for anything. */
export function explainAt(error: unknown, position: number): Error {
  const code = codeOf(error);
  const isElection = error instanceof Error && NO_LEADER.test(error.message);
  return position > 0 && !isElection && (code === CODE.unknown || code === CODE.invalid)
    ? new UnknownPosition(position)
    : explain(error);
}

export function codeOf(error: unknown): number | undefined {
  const code = typeof error === 'object' && error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** The name that the server gives an error beside its code, e.g. `access-denied`. */
export function exceptionOf(error: unknown): string | undefined {
  const { metadata } = (error ?? {}) as { metadata?: { get?(key: string): unknown[] } };
  const [name] = metadata?.get?.('exception') ?? [];
  return typeof name === 'string' ? name : undefined;
}
