/** What every route may answer, added to the OpenAPI document in one place: controllers say only what is theirs. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_JSON } from './problem.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request does not fit: JSON, fields, parameters or headers.',
  401: 'No API key or token, or one that is wrong, revoked or over.',
  403: 'The role or the portfolios of the caller do not allow this.',
  404: 'What it names is not there.',
  409: 'It is there already, or the state does not allow it.',
  412: 'If-Match names another revision.',
  413: 'The body, or what would be recorded, is too large.',
  415: 'The body is not application/json in UTF-8.',
  422: 'It cannot be true, or the Idempotency-Key was used with another input.',
  429: 'Too many requests of this key, or too many failures from this address: wait for Retry-After.',
  503: 'Read side behind or being built, stream too busy, outcome unknown, or the server is closing: try again.',
  507: 'The disk is full; nothing was written.',
};

/** What an answer is called where its route says nothing of it. */
const DONE: Readonly<Record<number, string>> = { 200: 'The answer.', 201: 'It was made.', 202: 'It was begun.' };

/** Problems of writes that record facts, on top of those of every write. */
const COMMAND = [404, 409, 412, 422, 507];

function takes(operation: Operation, name: string): boolean {
  return (operation.parameters ?? []).some((parameter) => 'name' in parameter && parameter.name === name);
}

function hasPathParameter(operation: Operation): boolean {
  return (operation.parameters ?? []).some((parameter) => 'in' in parameter && parameter.in === 'path');
}

function problemsOf(method: Method, operation: Operation): number[] {
  const statuses = [400, 401, 403, 429, 503];
  if (method !== 'get') statuses.push(413, 415);
  // An event that is not in the ledger: knownAt names it.
  if (hasPathParameter(operation) || takes(operation, 'knownAt')) statuses.push(404);
  if (takes(operation, 'Idempotency-Key')) statuses.push(...COMMAND);
  return statuses;
}

function isProblem(status: string): boolean {
  return Number(status) >= 400;
}

function complete(path: string, method: Method, operation: Operation): void {
  const { responses } = operation;
  // All that is behind an API key is under /v1/; the rest answers anybody.
  const guarded = path.startsWith('/v1/');
  if (!guarded) operation.security = [];
  for (const status of guarded ? problemsOf(method, operation) : [503]) {
    responses[status] ??= { description: PROBLEMS[status] ?? '' };
  }
  if (!Object.keys(responses).some((status) => status.startsWith('2'))) responses['200'] = { description: '' };
  for (const [status, response] of Object.entries(responses)) {
    if (response === undefined || '$ref' in response) continue;
    if (isProblem(status)) {
      response.content = { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' } } };
    }
    response.description ||= (isProblem(status) ? PROBLEMS : DONE)[Number(status)] ?? 'The answer.';
  }
}

export function completeResponses(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) complete(path, method, operation);
    }
  }
  return document;
}
