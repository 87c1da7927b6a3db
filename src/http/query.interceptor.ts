/**
 * What the query of a request may say, beyond what a question's own DTO checks: `waitFor`, and nothing else on a route
 * that writes. After the guard, so that a stranger can make nothing wait; before the handler, so that nothing is
 * written.
 */
import type { ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { CallerRequest } from './caller.js';
import { Problem } from './problem.js';
import { recordsCommand } from './records.decorator.js';
import type { ReadSideWaits } from './wait-for.js';

type Query = Readonly<Record<string, unknown>>;

/** The last fact's position, as far as a number can tell. */
const POSITION = /^\d{1,15}$/;

export function queryInterceptor(waits: ReadSideWaits): NestInterceptor {
  return {
    intercept(context, next) {
      const request = context.switchToHttp().getRequest<CallerRequest>();
      const query = request.query as Query;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        checkWriting(query, recordsCommand(context.getHandler()));
        return next.handle();
      }
      if (!takesQuery(context)) refuseUnknown(query, ['waitFor']);
      // No caller: health and the like, which have no read side to wait for.
      if (query['waitFor'] === undefined || request.caller === undefined) return next.handle();
      return untilReached(waits, query['waitFor']).then(() => next.handle());
    },
  };
}

/** A parameter that is not known would be a wish that is not heard: `?dryRun=true`. */
function checkWriting(query: Query, records: boolean): void {
  refuseUnknown(query, records ? ['waitFor', 'wait'] : []);
  const { waitFor, wait } = query;
  if (waitFor !== undefined && waitFor !== 'read') {
    throw badWaitFor("waitFor is 'read' on a command: answer when the read side has its facts.");
  }
  if (wait !== undefined && wait !== 'sealed') {
    const detail = "wait is 'sealed': answer when a checkpoint covers the command's facts, with the receipt.";
    throw Problem.of(400, 'bad-wait', detail, { field: 'wait' });
  }
}

function refuseUnknown(query: Query, known: readonly string[]): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const errors = unknown.map((field) => ({ field, message: `${field} is no query parameter of this request` }));
  const detail = `${errors.map(({ message }) => message).join('; ')}.`;
  throw Problem.of(400, 'unknown-field', detail, { field: unknown[0], errors });
}

/** Whether the route has a DTO for its query, which then says itself what it takes. */
function takesQuery(context: ExecutionContext): boolean {
  const route = context.getHandler().name;
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), route) as object | undefined;
  return Object.keys(args ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}

async function untilReached(waits: ReadSideWaits, waitFor: unknown): Promise<void> {
  if (typeof waitFor !== 'string' || !POSITION.test(waitFor)) {
    throw badWaitFor('waitFor is a position, as a POST answers it.');
  }
  if (await waits.reached(Number(waitFor))) return;
  throw Problem.of(503, 'read-side-behind', `The read side has not reached position ${waitFor} in time. Try again.`);
}

function badWaitFor(detail: string): Problem {
  return Problem.of(400, 'bad-wait-for', detail, { field: 'waitFor' });
}
