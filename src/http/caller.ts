/** Who calls: put on the request by the guard, read by controllers. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../access/roles.js';
import { Problem } from './problem.js';

export interface Caller {
  /** As recorded in `by`: `key:<id>` or `local:<os user>`. */
  readonly id: string;
  readonly role: Role;
  readonly via: 'http' | 'cli';
  /** Stream ids of the portfolios that the caller is bound to; null: all. */
  readonly portfolios: readonly string[] | null;
  /** Whether words about people are shown: never by a route that does not say that it opens them. */
  readonly personalData: boolean;
}

export interface CallerRequest extends FastifyRequest {
  caller?: Caller;
}

/** Everything about a POST that is not its body. */
export interface Sender {
  readonly caller: Caller;
  /** The `Idempotency-Key`. */
  readonly cmd: string;
  readonly obo?: string;
  readonly corr?: string;
  /** Revision named by `If-Match`. */
  readonly expected?: number;
  /** Wait until the read side has the command's facts. */
  readonly waitFor: boolean;
  /** Wait until a checkpoint covers the command's facts. */
  readonly waitSealed?: boolean;
  readonly reply: FastifyReply;
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;
const ACTOR = /^[A-Za-z0-9][A-Za-z0-9:._@-]{0,127}$/;

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function commandId(request: FastifyRequest): string {
  const key = header(request, 'idempotency-key');
  if (key === undefined) {
    const detail =
      'Send an Idempotency-Key header: any text of your own for this command. Sent again, it is recorded once.';
    throw Problem.of(400, 'idempotency-key-missing', detail);
  }
  if (IDEMPOTENCY_KEY.test(key)) return key;
  throw Problem.of(400, 'idempotency-key-invalid', 'The Idempotency-Key is 1 to 128 visible ASCII characters.');
}

function expectedRevision(request: FastifyRequest): number | undefined {
  const value = header(request, 'if-match');
  if (value === undefined || value === '*') return undefined;
  const match = /^"(\d{1,15})"$/.exec(value);
  if (match) return Number(match[1]);
  throw Problem.of(400, 'if-match-invalid', `If-Match is a revision in quotes, such as "4"; it was ${value}.`);
}

function actor(request: FastifyRequest, name: string): string | undefined {
  const value = header(request, name);
  if (value === undefined || ACTOR.test(value)) return value;
  throw Problem.of(400, 'header-invalid', `${name} is a short id: letters, digits and : . _ @ -.`);
}

/** The `X-On-Behalf-Of` of a request. */
export function onBehalfOf(request: FastifyRequest): string | undefined {
  return actor(request, 'x-on-behalf-of');
}

export function callerOf(request: CallerRequest): Caller {
  if (!request.caller) throw new Error('a route without a guard has no caller');
  return request.caller;
}

/** Parameter decorator: the `Sender` of a POST. */
export const From = createParamDecorator((_data: unknown, context: ExecutionContext): Sender => {
  const http = context.switchToHttp();
  const request = http.getRequest<CallerRequest>();
  const { waitFor, wait } = request.query as { waitFor?: string; wait?: string };
  return {
    caller: callerOf(request),
    cmd: commandId(request),
    obo: onBehalfOf(request),
    corr: actor(request, 'x-correlation-id'),
    expected: expectedRevision(request),
    waitFor: waitFor === 'read',
    waitSealed: wait === 'sealed',
    reply: http.getResponse<FastifyReply>(),
  };
});
