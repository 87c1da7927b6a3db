/** `GET …?waitFor=<position>`: answer once the read side has reached it; bounded. */
import type { FastifyInstance } from 'fastify';
import type { Projector } from '../../projections/projector/projector.js';
import { WAIT_FOR_MS_MAX } from './command-sender.js';
import { Problem } from './problem.js';

export function waitForHook(fastify: FastifyInstance, projector: Projector): void {
  fastify.addHook('preHandler', async (request) => {
    const { waitFor } = request.query as { waitFor?: string };
    if (waitFor === undefined || request.method !== 'GET') return;
    if (!/^\d{1,15}$/.test(waitFor)) {
      throw Problem.of(400, 'bad-wait-for', 'waitFor is a position, as a POST answers it.', { field: 'waitFor' });
    }
    if (await projector.reached(Number(waitFor), WAIT_FOR_MS_MAX)) return;
    throw Problem.of(503, 'read-side-behind', `The read side has not reached position ${waitFor} in time. Try again.`);
  });
}
