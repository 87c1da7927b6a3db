/** Records a read of personal values when its answer is there and before it goes out: what fails shows nobody anything. */
import type { NestInterceptor } from '@nestjs/common';
import { mergeMap } from 'rxjs';
import { onBehalfOf, type CallerRequest } from '../http/caller.js';
import type { AccessLog } from './access-log.js';
import { openingOf } from './opens.js';

const STREAM = /^(?:case|party|staff|incident|agency)-/;

export function recordReads(log: AccessLog): NestInterceptor {
  return {
    intercept(context, next) {
      const opening = openingOf(context.getHandler());
      const request = context.switchToHttp().getRequest<CallerRequest>();
      const { caller } = request;
      if (!opening || !caller?.personalData) return next.handle();
      const obo = onBehalfOf(request);
      return next.handle().pipe(
        mergeMap(async (answer: unknown) => {
          const streams = [...inPath(request.params), ...opening.also(answer as never)];
          await log.read({ what: opening.what, streams, ...whenOf(request.query) }, { ...caller, obo });
          return answer;
        }),
      );
    },
  };
}

function inPath(params: unknown): readonly string[] {
  return Object.values(params as Record<string, string>).filter((value) => STREAM.test(value));
}

/** V and K as they were asked for; the route has checked them. */
function whenOf(query: unknown): { readonly asOf?: string; readonly knownAt?: string } {
  const { asOf, knownAt } = query as Record<string, string | undefined>;
  return { asOf, knownAt };
}
