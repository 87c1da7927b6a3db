/** A request as a span: method, route and status. The trace goes on that its `traceparent` names (W3C Trace Context). */
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { CommandBus, ICommand, IQuery, QueryBus } from '@nestjs/cqrs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LedgerCommand } from '../http/ledger-command.js';
import type { Tracing } from './tracing.js';

const spans = new WeakMap<FastifyRequest, { readonly span: Span; readonly place: Context }>();

/** Id of the trace in which a request is answered; undefined where it is in none. */
export function traceOf(request: FastifyRequest): string | undefined {
  return spans.get(request)?.span.spanContext().traceId;
}

export function traceRequests(fastify: FastifyInstance, tracing: Tracing): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const parent = propagation.extract(ROOT_CONTEXT, { traceparent: request.headers['traceparent'] });
    const route = request.routeOptions.url ?? 'unknown';
    const span = tracing.begin(`${request.method} ${route}`, {
      parent,
      attributes: { 'http.request.method': request.method, 'http.route': route },
      kind: SpanKind.SERVER,
    });
    spans.set(request, { span, place: trace.setSpan(parent, span) });
    done();
  });
  // Behind the body, whose bytes come in the socket's context and not in the request's.
  fastify.addHook('preHandler', (request, _reply, done) => {
    context.with(spans.get(request)?.place ?? ROOT_CONTEXT, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request)?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

/** Commands and questions by their names: on the bus they pass one place each. */
export function traceBuses(commands: CommandBus, queries: QueryBus, tracing: Tracing): void {
  const execute = commands.execute.bind<(command: ICommand) => Promise<unknown>>(commands);
  const ask = queries.execute.bind<(query: IQuery) => Promise<unknown>>(queries);
  const traced = (name: string, work: () => Promise<unknown>): Promise<unknown> => tracing.within(name, {}, work);
  Object.assign(commands, {
    execute: (command: ICommand) => {
      const type = command instanceof LedgerCommand ? command.request.command.type : command.constructor.name;
      return traced(`command ${type}`, () => execute(command));
    },
  });
  Object.assign(queries, { execute: (query: IQuery) => traced(`query ${query.constructor.name}`, () => ask(query)) });
}
