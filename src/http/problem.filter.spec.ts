/** What is told of errors that are none of the caller's. */
import type { ArgumentsHost } from '@nestjs/common';
import { PostgresError, postgresError } from '../postgres/postgres.error.js';
import { Problem } from './problem.js';
import { ProblemFilter } from './problem.filter.js';

interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: { readonly type: string; readonly detail: string };
}

function told(error: unknown): Told {
  let status = 0;
  let body: unknown;
  const headers: Record<string, unknown> = {};
  const reply = {
    header: (name: string, value: unknown) => ((headers[name] = value), reply),
    status: (code: number) => ((status = code), reply),
    type: () => reply,
    send: (sent: unknown) => ((body = sent), reply),
  };
  const http = { getResponse: () => reply, getRequest: () => ({ id: 'r-1', raw: { complete: true } }) };
  new ProblemFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { status, headers, body: body as Told['body'] };
}

it('a database of keys that is away is no fault of the program: ask again', () => {
  const message =
    'PostgreSQL at postgres://keeper@10.1.2.3/ledger cannot be used now (the database system is starting up).';
  const { status, headers, body } = told(new PostgresError('unreachable', message));
  expect({ status, headers }).toEqual({ status: 503, headers: { 'retry-after': '1' } });
  expect(body.type).toMatch(/database-unavailable$/);
  expect(body.detail).toMatch(/same Idempotency-Key/);
  expect(JSON.stringify(body)).not.toMatch(/10\.1\.2\.3|keeper/);
});

it.each<[string, PostgresError]>([
  ['a password that changed', new PostgresError('not-let-in', 'PostgreSQL at 10.1.2.3 does not let us in.')],
  ['a right that was taken away', new PostgresError('no-rights', 'The user keeper lacks a right.')],
])('of %s nobody is told to ask again', (_what, error) => {
  const { status, headers, body } = told(error);
  expect({ status, headers }).toEqual({ status: 503, headers: {} });
  expect(body.type).toMatch(/database-refused$/);
  expect(body.detail).not.toMatch(/10\.1\.2\.3|keeper/);
  const ofTables = told(Object.assign(Problem.of(503, 'read-side-refused', 'No.'), { cause: error }));
  expect(ofTables.headers).toEqual({});
});

// SQLSTATE classes: PostgreSQL manual, appendix A.
it.each([
  ['08006', 503],
  ['53300', 503],
  ['57P01', 503],
  ['57P03', 503],
  ['40001', 503],
  ['40P01', 503],
  ['22P02', 500],
  ['23505', 500],
  ['42601', 500],
  ['42703', 500],
])('an error of PostgreSQL with SQLSTATE %s is told as %i', (code, status) => {
  const raw = Object.assign(new Error('as the server says it'), { code });
  expect(told(postgresError('postgres://keys/ledger', raw))).toMatchObject({ status });
});

it('what nobody foresaw is told without its insides', () => {
  expect(told(new Error('secret'))).toMatchObject({ status: 500 });
  expect(JSON.stringify(told(new Error('secret')))).not.toMatch(/secret/);
});
