/** Lets in who shows a valid key, or who comes over the ledger's own local socket. */
import { applyDecorators, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ApiForbiddenResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { userInfo } from 'node:os';
import type { Caller, CallerRequest } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import type { ClockPort } from '../ledger/ports.js';
import { CLOCK_PORT } from '../tokens.js';
import { ApiKeys } from './api-keys.js';
import { OidcTokens } from './oidc-tokens.js';
import { opensValues } from './opens.js';
import { RateLimits } from './rate-limits.js';
import { requireRole } from './require-role.js';
import { seesPersonalData } from './roles.js';
import { Group, groupOf } from './route-group.js';
import { Scope } from './scope.js';

/** A route that anybody may call: health, readiness. */
export const Open = (): MethodDecorator & ClassDecorator => Group('open');

/** A route of the operator: over the local socket, or with an admin key. */
export const AdminOnly = (): MethodDecorator & ClassDecorator =>
  applyDecorators(Group('operates'), ApiForbiddenResponse({ description: 'It needs the role admin.' }));

/** A route of the command line: over the local socket and no other way, since it reads files of this machine. */
export const LocalOnly = (): MethodDecorator & ClassDecorator => Group('local');

const LOCAL = Symbol('local');
/** Marks a request that came over the local socket: its file mode let the caller in. */
export function markLocal(request: IncomingMessage): void {
  (request as IncomingMessage & { [LOCAL]?: true })[LOCAL] = true;
}

export function isLocal(request: IncomingMessage): boolean {
  return (request as IncomingMessage & { [LOCAL]?: true })[LOCAL] === true;
}

/** A container may run under a user id that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

@Injectable()
export class AccessGuard implements CanActivate {
  private readonly localUser = `local:${userName()}`;

  constructor(
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(CLOCK_PORT) private readonly clock: ClockPort,
    @Inject(OidcTokens) private readonly tokens: OidcTokens,
    @Inject(Scope) private readonly scope: Scope,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const group = groupOf(context.getClass(), context.getHandler());
    // The application does not start with such a route (`require-groups.ts`).
    if (group === undefined) throw new Error(`${context.getClass().name} has a route without a route group`);
    if (group === 'open') return true;
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<CallerRequest>(), http.getResponse<FastifyReply>()];
    const caller = await this.known(request, reply);
    requireRole(caller, group, request.method !== 'GET' && request.method !== 'HEAD');
    await this.scope.checkRequest(caller.portfolios, group, request, context);
    // A route that forgot to say what it opens opens nothing: no read goes unrecorded.
    request.caller = opensValues(context.getHandler()) ? caller : { ...caller, personalData: false };
    return true;
  }

  /** Who calls, counted before anything else is done for them; the ledger's own machine is not. */
  private async known(request: CallerRequest, reply: FastifyReply): Promise<Caller> {
    const raw = request.raw as IncomingMessage & { [LOCAL]?: true };
    if (raw[LOCAL]) return { id: this.localUser, role: 'admin', via: 'cli', portfolios: null, personalData: true };
    try {
      request.caller = await this.callerOf(request);
    } catch (error) {
      if (isFailure(error)) await this.limits.countFailure(request, reply);
      throw error;
    }
    await this.limits.countRequest(request, reply);
    return request.caller;
  }

  private async callerOf(request: CallerRequest): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      const detail = "Send 'Authorization: Bearer <API key>'. 'quittance key create' makes a key.";
      throw Problem.of(401, 'key-missing', detail);
    }
    const bearer = authorization.startsWith('Bearer ') ? authorization.slice(7) : '';
    return this.tokens.takes(bearer) ? this.tokens.check(bearer) : this.ofKey(bearer);
  }

  private async ofKey(text: string): Promise<Caller> {
    const key = await this.keys.check(text, this.clock.now());
    if (!key) throw Problem.of(401, 'key-invalid', 'The API key is unknown, revoked or has expired.');
    const { id, role, portfolios } = key;
    return { id: `key:${id}`, role, via: 'http', portfolios, personalData: seesPersonalData(role, key.personalData) };
  }
}

/** A key or token was shown, and it is none. */
function isFailure(error: unknown): boolean {
  return error instanceof Problem && error.details.status === 401 && !error.details.type.endsWith(':key-missing');
}
