/** Turns every error into `application/problem+json`. What is a bug is logged and told without its insides. */
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem, problem, type ProblemDetails } from './problem.js';

interface FastifyLikeError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message: string;
}

function known(error: unknown): ProblemDetails | undefined {
  if (error instanceof Problem) return error.details;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    const code = status === 404 ? 'no-such-route' : `http-${status}`;
    return problem(status, code, status === 404 ? 'There is no such route. See /docs.' : error.message);
  }
  const { statusCode, code, message } = error as FastifyLikeError;
  if (statusCode === undefined || statusCode >= 500) return undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return problem(413, 'body-too-large', 'The body is larger than 1 MiB. Send less in one request.');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return problem(415, 'unsupported-media-type', 'Send application/json.');
  }
  return problem(statusCode, code?.toLowerCase().replace(/_/g, '-') ?? `http-${statusCode}`, message);
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    let details = known(error);
    if (!details) {
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      details = problem(500, 'internal', 'Quittance met an error of its own; nothing was told about it to the ledger.');
    }
    if (details.status === 503) void reply.header('retry-after', '1');
    if (details.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(details.status).type('application/problem+json').send(details);
  }
}
