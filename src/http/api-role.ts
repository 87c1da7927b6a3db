/** A process without the role `api` answers probes only: behind a balancer it must not take requests. */
import type { FastifyInstance } from 'fastify';
import type { RoleDesk } from '../operations/role-desk.js';
import { isLocal } from '../access/access.guard.js';
import { Problem } from './problem.js';

const PROBES = new Set(['/health', '/ready', '/metrics']);

export function answerProbesOnly(fastify: FastifyInstance, roles: RoleDesk): void {
  if (roles.has('api')) return;
  fastify.addHook('onRequest', (request, _reply, done) => {
    // Commands of the command line come over the local socket of this machine.
    if (PROBES.has(request.url.split('?')[0] ?? '') || isLocal(request.raw)) return done();
    done(
      Problem.of(
        503,
        'no-api-here',
        'This process does not answer requests: QUITTANCE_ROLES leaves api out. Ask another.',
      ),
    );
  });
}
