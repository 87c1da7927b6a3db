/** The routes of a witness over HTTP. Nothing but signed checkpoints comes in: there is nothing to log in to. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { formatVkey } from '../seal/vkey.js';
import type { OpenWitness } from './witness-folder.js';
import { WitnessMetrics } from './witness-metrics.js';
import type { Answer, Refusal } from './witness.js';

/** More than 63 hashes and a hundred signatures take. */
export const REQUEST_BYTES_MAX = 64 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
const TEXT = 'text/plain; charset=utf-8';
/** C2SP tlog-witness: the body is the size of the last tree signed. */
export const SIZE_TYPE = 'text/x.tlog.size';

const STATUS: Readonly<Record<Refusal, number>> = {
  malformed: 400,
  'unknown-log': 404,
  'not-signed': 403,
  'old-size-above-size': 400,
  'another-root': 409,
  inconsistent: 422,
};

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function replyTo(answer: Answer): Reply {
  switch (answer.kind) {
    case 'signed':
      return { status: 200, body: answer.lines };
    case 'size':
      return { status: 409, body: `${answer.size}\n`, type: SIZE_TYPE };
    case 'refused':
      return { status: STATUS[answer.why], body: `${answer.detail}\n` };
  }
}

/** @param fault told of what should not happen */
export function witnessServer(open: OpenWitness, fault: (line: string) => void): Server {
  const metrics = new WitnessMetrics(open.db);
  const server = createServer((request, response) => {
    void answered(open, metrics, request).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        fault(error instanceof Error ? error.message : String(error));
        send(response, { status: 500, body: 'internal error; nothing was signed\n' });
      },
    );
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function answered({ witness, key, db }: OpenWitness, metrics: WitnessMetrics, request: IncomingMessage) {
  const path = (request.url ?? '').split('?')[0] as string;
  if (path === '/add-checkpoint') {
    const reply = await added(witness, request);
    metrics.answered(reply.status);
    return reply;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET');
  if (path === '/health') return ok('ok\n');
  if (path === '/key') return ok(`${formatVkey(key.vkey)}\n`);
  if (path === '/metrics') return { ...ok(await metrics.text()), type: 'text/plain; version=0.0.4; charset=utf-8' };
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  const log = hash === undefined ? undefined : db.logs().find(({ origin }) => sha256(origin) === hash);
  return log?.state ? ok(log.state.note) : { status: 404, body: 'not found\n' };
}

async function added(witness: OpenWitness['witness'], request: IncomingMessage): Promise<Reply> {
  if (request.method !== 'POST') return notAllowed('POST');
  const body = await bodyOf(request);
  if (body === undefined) {
    return {
      status: 413,
      body: `a request has at most ${REQUEST_BYTES_MAX} bytes\n`,
      headers: { connection: 'close' },
    };
  }
  const text = body.toString('utf8');
  if (!Buffer.from(text).equals(body)) return { status: 400, body: 'a request is UTF-8\n' };
  return replyTo(witness.add(text));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > REQUEST_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const ok = (body: string): Reply => ({ status: 200, body });
const notAllowed = (allow: string): Reply => ({ status: 405, body: 'method not allowed\n', headers: { allow } });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function send(response: ServerResponse, { status, body, type = TEXT, headers = {} }: Reply): void {
  // A client that went away needs no answer.
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
