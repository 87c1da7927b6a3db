/** Turns every error into `application/problem+json`. What is a bug is logged and told without its insides. */
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { AMOUNT_MAX, LeavesSafeIntegers } from '../ledger/money.js';
import { PostgresError } from '../postgres/postgres.error.js';
import { StoreRefused, StoreUnavailable, UnknownPosition } from '../store/port.js';
import { thenDrain } from './drain.js';
import { BODY_BYTES_MAX } from './json-body.js';
import { Problem, PROBLEM_JSON, problem, type ProblemDetails } from './problem.js';
import { safeError, safeText } from './safe-text.js';

interface FastifyLikeError {
  readonly statusCode?: number;
  readonly message: string;
}

/** What Nest and Fastify refuse by themselves, in our words. */
const BY_STATUS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  404: ['no-such-route', 'There is no such route. See /docs.'],
  413: ['body-too-large', `The body is larger than ${BODY_BYTES_MAX} bytes. Send less in one request.`],
  415: ['unsupported-media-type', 'Send application/json in UTF-8, uncompressed.'],
};

const OVERFLOW = `This comes to more than ${AMOUNT_MAX} minor units, up to which amounts are exact.`;

/** Of a file beside the ledger: `keys.db` takes a key before anything is sealed under it. */
const NO_ROOM = 'The disk is full. Nothing was written; reads go on. Make room and send the request again.';
/** Of keys and leases; the read side says so of its own. The database's words may name its address: they are for the log. */
const NO_DATABASE =
  'The database of keys and leases cannot be used now. Send the request again; a command with the same Idempotency-Key is recorded once.';
/** A user, a right, a database or a certificate: no asking again mends it. */
const DATABASE_REFUSED =
  'The database of keys and leases does not let Quittance in, or lacks a right: a setting must be mended first. The log of this process says which.';
const DISK_FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

function isDiskFull(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && DISK_FULL.has(String(error.code));
}

/** What is behind it: the read side tells a database's error in words of its own. */
function causeOf(error: unknown): unknown {
  return error instanceof Problem ? error.cause : error;
}

/** Whether it stays as it is until somebody changes a setting. */
function needsMending(cause: unknown): boolean {
  return cause instanceof StoreRefused || (cause instanceof PostgresError && !cause.passes);
}

function known(error: unknown): ProblemDetails | undefined {
  if (error instanceof Problem) return error.details;
  if (isDiskFull(error)) return problem(507, 'no-room', NO_ROOM);
  if (error instanceof StoreUnavailable) return problem(503, 'store-unavailable', error.message);
  if (error instanceof StoreRefused) return problem(503, 'store-refused', error.message);
  if (error instanceof UnknownPosition) return problem(400, 'unknown-position', error.message);
  if (error instanceof PostgresError) {
    return error.passes
      ? problem(503, 'database-unavailable', NO_DATABASE)
      : problem(503, 'database-refused', DATABASE_REFUSED);
  }
  if (error instanceof LeavesSafeIntegers) return problem(422, 'amount-overflow', OVERFLOW);
  const { statusCode, message } = error as FastifyLikeError;
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (status === undefined || status >= 500) return undefined;
  const [code, detail] = BY_STATUS[status] ?? [`http-${status}`, `${message}.`];
  return problem(status, code, detail);
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    let details = known(error);
    const { id } = host.switchToHttp().getRequest<FastifyRequest>();
    const cause = causeOf(error);
    if (cause instanceof PostgresError) this.logger.error(`request ${id}: ${safeText(cause.message)}`);
    if (!details) {
      this.logger.error(`request ${id}: ${safeError(error)}`);
      details = problem(500, 'internal', 'Quittance met an error of its own; nothing was told about it to the ledger.');
    }
    if (details.status === 503 && !needsMending(cause)) void reply.header('retry-after', '1');
    if (details.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(details.status).type(PROBLEM_JSON);
    const { raw } = host.switchToHttp().getRequest<FastifyRequest>();
    if (details.status !== 413 || raw.complete) return void reply.send(details);
    // Closing while the client still sends would cost it this answer: it meets a broken pipe before it reads.
    const body = Buffer.from(JSON.stringify(details));
    void reply.header('content-length', body.length).send(Readable.from(thenDrain(body, raw)));
  }
}
