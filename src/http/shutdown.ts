/** When the server closes: who waits is answered at once, and who still comes on an open connection is told. */
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** Waits of requests, which end when the server closes. */
interface Endable {
  end(): void;
}

export function answerWhileClosing(fastify: FastifyInstance, ...waits: readonly Endable[]): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    for (const each of waits) each.end();
    done();
  });
  fastify.addHook('onRequest', (_request, _reply, done) => {
    if (!closing) return done();
    done(Problem.of(503, 'closed', 'The server is closing; nothing was written. Send it again once it is back.'));
  });
  // A connection that is kept for a next request would keep the server from closing.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
