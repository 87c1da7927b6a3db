/** What the calls of one server share. */
import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { Faults } from './faults.js';
import type { ServerLog } from './log.js';

/** A call that can be ended by the server. */
export interface OpenCall {
  end(): void;
  destroy(error?: Error): unknown;
}

export class Room {
  readonly batches = new Set<OpenCall>();
  readonly subscriptions = new Set<OpenCall>();

  constructor(
    readonly log: ServerLog,
    readonly faults: Faults,
    readonly users?: Readonly<Record<string, string>>,
  ) {}

  isSilentNow(): boolean {
    return this.faults.silent !== 'no';
  }
}

/** What a node says during an election. */
export const NO_LEADER = 'No leader info available in response';

/** Why a call is turned away at the door. */
export function refusal(room: Room, metadata: Metadata): ServiceError | undefined {
  return turnedAway(room, metadata) ?? notLeader(room, metadata);
}

/** Why nobody is let in, whatever is asked. */
export function turnedAway({ faults, users }: Room, metadata: Metadata): ServiceError | undefined {
  if (users && metadata.get('authorization').length === 0) {
    const error = failure(status.PERMISSION_DENIED, 'Access Denied');
    error.metadata.set('exception', 'access-denied');
    return error;
  }
  if (users && !isUser(users, metadata)) return failure(status.UNAUTHENTICATED, 'Bad HTTP status code: 401');
  return faults.unavailable ? failure(status.UNAVAILABLE, 'Server Is Not Ready') : undefined;
}

/** Who leads, where somebody asks for the leader and another node is it. */
export function notLeader({ faults }: Room, metadata: Metadata): ServiceError | undefined {
  if (faults.leaderless && metadata.get('requires-leader')[0] === 'true') return failure(status.UNKNOWN, NO_LEADER);
  if (faults.leader && metadata.get('requires-leader')[0] === 'true') {
    const error = failure(status.NOT_FOUND, `Leader info available`);
    error.metadata.set('exception', 'not-leader');
    error.metadata.set('leader-endpoint-host', faults.leader.host);
    error.metadata.set('leader-endpoint-port', String(faults.leader.port));
    return error;
  }
  return undefined;
}

function isUser(users: Readonly<Record<string, string>>, metadata: Metadata): boolean {
  const [, code = ''] = String(metadata.get('authorization')[0] ?? '').split(' ');
  const [, name = '', password] = /^([^:]*):(.*)$/.exec(Buffer.from(code, 'base64').toString('utf8')) ?? [];
  return Object.hasOwn(users, name) && users[name] === password;
}

export function failure(code: status, details: string): ServiceError {
  return Object.assign(new Error(details), { code, details, metadata: new Metadata() });
}
