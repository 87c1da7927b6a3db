/**
 * How much one caller may ask in a minute, and how often one address may come with a key or token that is none. The
 * command line on the local socket has no limit. Whoever shows a valid key is never turned away for the failures of
 * others: behind a proxy they may share an address, and 256 random bits are not found by trying.
 */
import rateLimit from '@fastify/rate-limit';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { Problem } from '../http/problem.js';

const WINDOW_MS = 60_000;
/** Callers and addresses whose counts are kept in memory. */
const COUNTED_MAX = 10_000;

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

@Injectable()
export class RateLimits {
  private byCaller: Limiter | undefined;
  private byAddress: Limiter | undefined;

  /** @param config requests and failures a minute; 0: as many as they like. */
  async attach(fastify: FastifyInstance, { rateKey, rateFailures }: Config): Promise<void> {
    await fastify.register(rateLimit as never, { global: false, cache: COUNTED_MAX });
    const perMinute = (max: number, keyGenerator: (request: FastifyRequest) => string): Limiter | undefined =>
      max === 0 ? undefined : fastify.createRateLimit({ max, timeWindow: WINDOW_MS, keyGenerator });
    this.byCaller = perMinute(rateKey, (request) => (request as { caller?: { id: string } }).caller?.id ?? '');
    this.byAddress = perMinute(rateFailures, ({ ip }) => ip);
  }

  /** @throws Problem 429 where the request's caller has asked too much. */
  async countRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const detail = 'This key or token has asked more than its limit in the last minute. Wait, then go on.';
    await count(this.byCaller, request, reply, detail);
  }

  /** @throws Problem 429 where too many keys or tokens from this address were none. */
  async countFailure(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const detail =
      'Too many keys or tokens from this address were unknown, revoked or over. Wait, then show a valid one.';
    await count(this.byAddress, request, reply, detail);
  }
}

async function count(
  limiter: Limiter | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  detail: string,
): Promise<void> {
  const counted = await limiter?.(request);
  if (!counted || counted.isAllowed || !counted.isExceeded) return;
  void reply.header('retry-after', String(Math.max(1, counted.ttlInSeconds)));
  throw Problem.of(429, 'too-many-requests', detail);
}
