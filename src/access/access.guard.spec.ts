/** Whom a route is handed: a caller who sees personal values only where the route says that it opens them. */
import type { ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { CallerRequest } from '../http/caller.js';
import { AccessGuard, markLocal } from './access.guard.js';
import type { ApiKeys } from './api-keys.js';
import type { OidcTokens } from './oidc-tokens.js';
import { Exports, Opens } from './opens.js';
import type { RateLimits } from './rate-limits.js';
import { Group } from './route-group.js';
import type { Scope } from './scope.js';

@Group('case')
class Routes {
  forgot(): void {
    return;
  }

  @Opens('case-history')
  reads(): void {
    return;
  }

  @Exports()
  exports(): void {
    return;
  }
}

async function seesValuesIn(route: keyof Routes): Promise<boolean | undefined> {
  const raw = {} as IncomingMessage;
  markLocal(raw);
  const request = { raw, method: 'GET' } as CallerRequest;
  const context = {
    getClass: () => Routes,
    getHandler: () => Object.getOwnPropertyDescriptor(Routes.prototype, route)?.value as object,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({}) }),
  } as unknown as ExecutionContext;
  const scope = { checkRequest: () => Promise.resolve() } as unknown as Scope;
  // Somebody at the ledger's own machine: neither keys nor limits are asked.
  const guard = new AccessGuard({} as ApiKeys, { now: () => 0 }, {} as OidcTokens, scope, {} as RateLimits);
  await guard.canActivate(context);
  return request.caller?.personalData;
}

it('shows no personal values in a route that forgot to say that it opens them', async () => {
  expect(await seesValuesIn('forgot')).toBe(false);
  expect(await seesValuesIn('reads')).toBe(true);
  expect(await seesValuesIn('exports')).toBe(true);
});
