// A command over HTTP with a durable append, against the same route, guard and DTO with a handler that returns a
// constant. Each server has a process of its own; the load comes from this one.
import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compare } from './kit.js';

const CONNECTIONS = 64;
const COMMANDS = {
  // What a collections department records most often: a dial, and that nobody was reached. One fact.
  dial: {
    path: 'contacts',
    body: '{"channel":"phone","direction":"OUTBOUND","purpose":"reminder","cause":"busy","occurredAt":"2025-03-01T10:00:00Z"}',
  },
  // Two facts: received, and allocated by the waterfall.
  payment: {
    path: 'payments',
    body: '{"amount":100,"currency":"EUR","occurredAt":"2025-03-01T10:00:00Z","method":"bank-transfer"}',
  },
};

async function serve(kind) {
  const child = fork(fileURLToPath(new URL('./http-child.js', import.meta.url)), [kind], { execArgv: [] });
  const [{ url, key, cases }] = await once(child, 'message');
  return { child, url, key, cases };
}

async function stop({ child }) {
  child.send('stop');
  await once(child, 'exit');
}

let sent = 0;

/** Answers in so many seconds; each request is a command of its own on one of the cases. */
async function load({ url, key, cases }, { path, body }, duration) {
  const setupRequest = (request) => {
    sent += 1;
    request.path = `/v1/cases/${cases[sent % cases.length]}/${path}`;
    request.headers['idempotency-key'] = `b${sent}`;
    request.body = body;
    return request;
  };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const requests = [{ method: 'POST', headers, setupRequest }];
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers were not 2xx`);
  return result.requests.total;
}

export async function http(quick) {
  const seconds = quick ? 2 : 4;
  const [real, constant] = [await serve('real'), await serve('constant')];
  const results = {};
  for (const [name, command] of Object.entries(COMMANDS)) {
    for (const server of [constant, real]) await load(server, command, 2);
    results[name] = await compare(
      () => load(real, command, seconds),
      () => load(constant, command, seconds),
    );
  }
  for (const server of [real, constant]) await stop(server);
  return results;
}
