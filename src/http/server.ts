/** The HTTP application over an open ledger, and the doors it can be reached through. */
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { markLocal } from '../access/access.guard.js';
import { RateLimits } from '../access/rate-limits.js';
import { recordReads } from '../access/record-reads.interceptor.js';
import { requireGroups } from '../access/require-groups.js';
import { AppModule } from '../app.module.js';
import type { Runtime } from '../runtime.js';
import { answerProbesOnly } from './api-role.js';
import { CommandSender } from './command-sender.js';
import { serveDocs } from './docs.js';
import { BODY_BYTES_MAX, parseJsonBody } from './json-body.js';
import { quietLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { queryInterceptor } from './query.interceptor.js';
import { requestId, RequestLog } from './request-log.js';
import { answerWhileClosing } from './shutdown.js';
import {
  answerClientError,
  answerExpectations,
  answerFrameworkError,
  PATH_PART_MAX,
  requireHost,
} from './wire-errors.js';

/** A request that takes longer to arrive than this is dropped. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Where Fastify or Node would answer in words of their own, we do. */
const OPTIONS = {
  bodyLimit: BODY_BYTES_MAX,
  requestTimeout: REQUEST_TIMEOUT_MS,
  routerOptions: { maxParamLength: PATH_PART_MAX },
  frameworkErrors: answerFrameworkError,
  clientErrorHandler: answerClientError,
  http: { requireHostHeader: false },
  return503OnClosing: false,
  genReqId: requestId,
};

export async function createApp(runtime: Runtime): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(OPTIONS);
  const logger = quietLogger(runtime.config.log);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(runtime), adapter, {
    logger,
    bodyParser: false,
  });
  requireGroups(app);
  const fastify = adapter.getInstance<FastifyInstance>();
  await fastify.register(helmet as never, { contentSecurityPolicy: { directives: { 'script-src': ["'self'"] } } });
  await app.get(RateLimits).attach(fastify, runtime.config);
  readBodies(fastify);
  measure(fastify, app.get(Metrics));
  await follow(app, fastify, runtime);
  keepOutOfCaches(fastify);
  requireHost(fastify);
  answerProbesOnly(fastify, runtime.roles);
  answerExpectations(adapter.getHttpServer<Server>());
  const { waits } = app.get(CommandSender);
  answerWhileClosing(fastify, waits, runtime.sealer.waits);
  app.useGlobalInterceptors(queryInterceptor(waits), recordReads(runtime.accessLog));
  serveDocs(app);
  await app.init();
  await fastify.ready();
  return app;
}

/** JSON bodies go through our own parser; nothing else is read. */
function readBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer, request.headers));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Traces of requests where they are on, and their lines in the log. */
async function follow(app: NestFastifyApplication, fastify: FastifyInstance, { telemetry }: Runtime): Promise<void> {
  const { traced } = telemetry;
  const http = traced && (await import('../telemetry/traced-http.js'));
  if (http) http.traceRequests(fastify, traced.tracing);
  if (http) http.traceBuses(app.get(CommandBus), app.get(QueryBus), traced.tracing);
  app.get(RequestLog).attach(fastify, (request) => http?.traceOf(request));
}

/** Answers about people belong to who asked: no cache on the way keeps them. */
function keepOutOfCaches(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    if (request.url.startsWith('/v1/') || request.url.startsWith('/local/'))
      void reply.header('cache-control', 'no-store');
    done();
  });
}

function measure(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

/** Serves the same application on a local socket: whoever may open it is the ledger's own operating-system user. */
export function serveLocal(app: NestFastifyApplication, socket: string): Promise<Server> {
  rmSync(socket, { force: true });
  const fastify = app.getHttpAdapter().getInstance();
  const server = createServer(OPTIONS.http, (request, response) => {
    markLocal(request);
    fastify.routing(request, response);
  });
  server.on('clientError', answerClientError);
  answerExpectations(server);
  // A caller keeps its connection while it is at work, however long it thinks between two requests.
  server.keepAliveTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => {
      chmodSync(socket, 0o600);
      resolve(server);
    });
  });
}
