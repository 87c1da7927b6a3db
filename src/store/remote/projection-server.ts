/**
 * What a client of a server has to give for managing the scripts that run in it (`store/setup`), and what its errors
 * mean. Errors are the port's: `StoreUnavailable`, `StoreRefused`.
 */
import { StoreRefused, StoreUnavailable } from '../port.js';
import { CODE, codeOf, exceptionOf } from './grpc-errors.js';

export interface ServerProjection {
  readonly name: string;
  /** As the server says it: `Running`, `Stopped`, `Faulted`, `Preparing`, … */
  readonly status: string;
  /** Why it is so, in the server's words; empty where it says nothing. */
  readonly reason: string;
  /** Per cent of the log that it has read. */
  readonly progress: number;
}

/** What the server was told when it was made or changed last. */
export interface ServerScript {
  readonly query: string;
  readonly emits: boolean;
}

/** Each call answers or throws within the deadline, whatever the server does. */
export interface ProjectionServer {
  /** The continuous projections of the server, ours and those of others. */
  list(): Promise<readonly ServerProjection[]>;
  /** Undefined where our user may not see it. */
  script(name: string): Promise<ServerScript | undefined>;
  /** Continuous, may emit, and keeps a list of the streams that it makes, so that they can be deleted with it. */
  create(name: string, query: string): Promise<void>;
  /** It goes on from where it was. */
  update(name: string, query: string): Promise<void>;
  enable(name: string): Promise<void>;
  disable(name: string): Promise<void>;
  /** With the streams that it made, its state and its checkpoint. It must be stopped. */
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Where the server has no answer: its projections are not started, and it then drops such calls without a word. */
export function noAnswer(ms: number): StoreUnavailable {
  return new StoreUnavailable(
    `The event store gave no answer about projections within ${ms} ms: they are not started there. Just after a start or an election try again; else start it with RunProjections=All.`,
  );
}

/** The error of a call that manages projections. */
export function explainManaging(error: unknown, ms: number): StoreRefused | StoreUnavailable {
  if (error instanceof StoreRefused || error instanceof StoreUnavailable) return error;
  const { message } = error instanceof Error ? error : { message: String(error) };
  const exception = exceptionOf(error);
  if (exception === 'not-leader') return new StoreUnavailable(`The event store has another leader (${message}).`);
  switch (exception === 'access-denied' ? CODE.denied : codeOf(error)) {
    case CODE.denied:
    case CODE.unauthenticated:
      return new StoreRefused(
        `The event store does not let us manage projections (${message}). Give a user of the group $admins, or of $ops where $ops may read $all: esdb://user:password@host:2113.`,
      );
    case CODE.unimplemented:
      return new StoreRefused(
        'The event store runs without projections. Start it with RunProjections=All (--run-projections=All), then run this again.',
      );
    case CODE.deadline:
      return noAnswer(ms);
    // The connection broke under the call, with the server or with its leader.
    case CODE.cancelled:
    case CODE.unavailable:
    case undefined:
      return new StoreUnavailable(`The event store cannot be asked now (${message}).`, { cause: error });
    default:
      return new StoreRefused(`The event store did not do what was asked of its projections (${message}).`);
  }
}
