/** When the server closes: who waits is answered at once, and who still comes on an open connection is told. */
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';
import type { ReadSideWaits } from './wait-for.js';

export function answerWhileClosing(fastify: FastifyInstance, waits: ReadSideWaits): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    waits.end();
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
