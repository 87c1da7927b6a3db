/** Lets in who shows a valid key, or who comes over the ledger's own local socket. */
import {
  applyDecorators,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiForbiddenResponse } from '@nestjs/swagger';
import type { IncomingMessage } from 'node:http';
import { userInfo } from 'node:os';
import type { Caller, CallerRequest } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import type { ClockPort } from '../ledger/ports.js';
import { CLOCK_PORT } from '../tokens.js';
import { ApiKeys } from './api-keys.js';
import { canWrite, seesPersonalData } from './roles.js';

const OPEN = 'quittance:open';
/** A route that anybody may call: health, readiness. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);

const ADMIN_ONLY = 'quittance:admin-only';
/** A route of the operator: over the local socket, or with an admin key. */
export const AdminOnly = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ADMIN_ONLY, true), ApiForbiddenResponse({ description: 'It needs the role admin.' }));

const LOCAL_ONLY = 'quittance:local-only';
/** A route of the command line: over the local socket and no other way, since it reads files of this machine. */
export const LocalOnly = (): MethodDecorator & ClassDecorator => SetMetadata(LOCAL_ONLY, true);

const LOCAL = Symbol('local');
/** Marks a request that came over the local socket: its file mode let the caller in. */
export function markLocal(request: IncomingMessage): void {
  (request as IncomingMessage & { [LOCAL]?: true })[LOCAL] = true;
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
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(OPEN, targets)) return true;
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const caller = this.callerOf(request);
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && !canWrite(caller.role)) {
      throw Problem.of(403, 'role-may-not-write', `The role ${caller.role} only reads.`);
    }
    if (caller.role !== 'admin' && this.reflector.getAllAndOverride<boolean>(ADMIN_ONLY, targets)) {
      throw Problem.of(403, 'role-not-admin', `This needs the role admin; yours is ${caller.role}.`);
    }
    if (caller.via !== 'cli' && this.reflector.getAllAndOverride<boolean>(LOCAL_ONLY, targets)) {
      throw Problem.of(403, 'local-only', "This is for the 'quittance' command on the ledger's own machine.");
    }
    request.caller = caller;
    return true;
  }

  private callerOf(request: CallerRequest): Caller {
    const raw = request.raw as IncomingMessage & { [LOCAL]?: true };
    if (raw[LOCAL]) return { id: this.localUser, role: 'admin', via: 'cli', portfolios: null, personalData: true };
    const { authorization } = request.headers;
    if (authorization === undefined) {
      throw Problem.of(
        401,
        'key-missing',
        "Send 'Authorization: Bearer <API key>'. 'quittance key create' makes a key.",
      );
    }
    const key = authorization.startsWith('Bearer ')
      ? this.keys.check(authorization.slice(7), this.clock.now())
      : undefined;
    if (!key) throw Problem.of(401, 'key-invalid', 'The API key is unknown, revoked or has expired.');
    const { id, role, portfolios } = key;
    return { id: `key:${id}`, role, via: 'http', portfolios, personalData: seesPersonalData(role, key.personalData) };
  }
}
