/**
 * One line per request of a served ledger: id, trace, method, route, status and time. The route is the pattern with its
 * placeholders: what a caller put into the address, a header or the body stands in no line.
 */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { destination, pino, type Logger } from 'pino';
import type { LogLevel } from './logger.js';

/** Probes come every few seconds and tell nothing. */
const PROBES = new Set(['/health', '/ready', '/metrics']);

/** A caller's own id is taken over where it can hold nothing but a number: people put names into such headers. */
const REQUEST_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const own = randomBytes(6).toString('hex');
let count = 0;

/** Id of a request: the caller's `X-Request-Id` where that is a UUID, else one of this process. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && REQUEST_ID.test(given)) return given.toLowerCase();
  count += 1;
  return `${own}-${count.toString(36)}`;
}

@Injectable()
export class RequestLog {
  private logger: Logger | undefined;

  /** Lines are written from now on; commands that open the ledger for a moment write none. */
  begin(level: LogLevel): void {
    if (!pino({ level }).isLevelEnabled('info')) return;
    // Written beside the requests, not before their answers; what is left is written when the process ends.
    const beside = destination({ dest: 2, sync: false });
    this.logger = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, beside);
  }

  /** @param traceOf the trace of a request, where there is one */
  attach(fastify: FastifyInstance, traceOf: (request: FastifyRequest) => string | undefined): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      if (this.logger) void reply.header('x-request-id', request.id);
      done();
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      if (this.logger && !PROBES.has(route)) {
        const { id, method } = request;
        const ms = Math.round(reply.elapsedTime * 10) / 10;
        this.logger.info(
          { request: id, trace: traceOf(request), method, route, status: reply.statusCode, ms },
          'request',
        );
      }
      done();
    });
  }
}
