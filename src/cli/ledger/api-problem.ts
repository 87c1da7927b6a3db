/** A problem that the ledger's API answered (RFC 9457). */

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: ProblemBody) {
    super(problem.detail);
  }

  /** The last part of the problem's type: `unknown-case`. */
  get code(): string {
    return this.problem.type.slice(this.problem.type.lastIndexOf(':') + 1);
  }
}

/** Whether a parsed body is a problem. */
export function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false;
  const { type, status, detail } = body as Record<string, unknown>;
  return typeof type === 'string' && typeof status === 'number' && typeof detail === 'string';
}
