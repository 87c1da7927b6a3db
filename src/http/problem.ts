/** Problems after RFC 9457: a stable type, a sentence, nothing written. */
import { HttpException } from '@nestjs/common';
import type { Trouble } from '../ledger/command.js';
import type { Refusal, RefusalKind } from '../ledger/refusal.js';

export const PROBLEM_JSON = 'application/problem+json';

export interface ProblemDetails {
  /** Stable: `urn:quittance:problem:<code>`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** One sentence: what is wrong and what to do. */
  readonly detail: string;
  readonly field?: string;
  /** Id of what exists already. */
  readonly id?: string;
  /** One entry per field of a body that does not fit. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  408: 'Request timeout',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Too large',
  414: 'Path too long',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  421: 'Not at this process',
  422: 'Cannot be',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Not available now',
  507: 'Insufficient storage',
};

export function problem(
  status: number,
  code: string,
  detail: string,
  more: Pick<ProblemDetails, 'field' | 'id' | 'errors'> = {},
): ProblemDetails {
  return { type: `urn:quittance:problem:${code}`, title: TITLES[status] ?? 'Error', status, detail, ...more };
}

export class Problem extends HttpException {
  constructor(readonly details: ProblemDetails) {
    super(details, details.status);
  }

  static of(status: number, code: string, detail: string, more: Parameters<typeof problem>[3] = {}): Problem {
    return new Problem(problem(status, code, detail, more));
  }
}

const REFUSAL_STATUS: Readonly<Record<RefusalKind, number>> = {
  impossible: 422,
  'not-allowed': 409,
  unknown: 404,
  exists: 409,
  stale: 412,
  'reused-command-id': 422,
};

export function refusalProblem(refusal: Refusal): Problem {
  const { why, code, message, field, id } = refusal;
  return Problem.of(REFUSAL_STATUS[why], code, message, { field, id });
}

const TROUBLE_STATUS: Readonly<Record<Trouble['why'], number>> = {
  'no-room': 507,
  'unknown-outcome': 503,
  busy: 503,
  'too-large': 413,
  closed: 503,
  'clock-ahead': 503,
};

export function troubleProblem({ why, message }: Trouble): Problem {
  return Problem.of(TROUBLE_STATUS[why], why, message);
}
