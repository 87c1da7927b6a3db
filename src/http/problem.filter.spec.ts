/** What is told of errors that are none of the caller's. */
import type { ArgumentsHost } from '@nestjs/common';
import { PostgresError } from '../postgres/postgres.error.js';
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

it('what nobody foresaw is told without its insides', () => {
  expect(told(new Error('secret'))).toMatchObject({ status: 500 });
  expect(JSON.stringify(told(new Error('secret')))).not.toMatch(/secret/);
});
