/** Requests that reach no route: addresses that are none, and bytes that are no HTTP. Problems like all others. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { drained } from './drain.js';
import { Problem, PROBLEM_JSON, problem, type ProblemDetails } from './problem.js';

/** Longest part of a path between two slashes, characters. Fastify's 100 would answer a long name with 414, not 404. */
export const PATH_PART_MAX = 1024;

/** For Fastify's `frameworkErrors`: the router could not read the path. */
export function answerFrameworkError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const details =
    error.code === 'FST_ERR_MAX_PARAM_LENGTH'
      ? problem(414, 'path-too-long', `A part of the path is longer than ${PATH_PART_MAX} characters.`)
      : problem(400, 'bad-url', "The path is no text in UTF-8: check its percent signs, and write '%25' for one.");
  void reply.status(details.status).type(PROBLEM_JSON).send(details);
}

/** What Node found wrong, in our words. Anything else is no HTTP. */
const BY_CODE: Readonly<Record<string, ProblemDetails>> = {
  HPE_HEADER_OVERFLOW: problem(431, 'headers-too-large', 'Address and headers together are larger than 16 KiB.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: problem(413, 'body-too-large', 'The chunks of the body have too long extensions.'),
  ERR_HTTP_REQUEST_TIMEOUT: problem(408, 'request-timeout', 'The request took too long to arrive. Send it again.'),
};
const NO_HTTP = problem(400, 'malformed-http', 'This is no HTTP request that could be read.');

/** Node's own note of the answer that a connection is at; Node looks there too before it writes an error. */
type ServedSocket = Socket & { readonly _httpMessage?: (ServerResponse & { readonly req: IncomingMessage }) | null };

const answered = new WeakSet<Socket>();

/** For `clientError` of a server: tells the client, hears it out and closes the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // The parser says it again for every further piece that arrives.
  if (answered.has(socket)) return;
  answered.add(socket);
  socket.removeAllListeners('data');
  void closeWith(BY_CODE[error.code ?? ''] ?? NO_HTTP, socket);
}

async function closeWith(details: ProblemDetails, socket: ServedSocket): Promise<void> {
  // A whole request that came before on this connection gets its own answer: it may have been recorded.
  for (let before = socket._httpMessage; before?.req.complete && !socket.destroyed; before = socket._httpMessage) {
    const message = before;
    await new Promise<void>((resolve) => message.once('close', resolve));
  }
  const begun = socket._httpMessage?.headersSent ?? false;
  if (socket.writable && !begun) {
    socket.end(rawAnswer(details));
    await drained(socket);
  }
  socket.destroy();
}

function rawAnswer(details: ProblemDetails): string {
  const body = JSON.stringify(details);
  return [
    `HTTP/1.1 ${details.status} ${STATUS_CODES[details.status]}`,
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** Node answers an unknown `Expect` by itself, and without a body. */
export function answerExpectations(server: Server): void {
  const details = problem(417, 'unknown-expectation', "'Expect' may only say 100-continue.");
  const body = JSON.stringify(details);
  const headers = { 'content-type': PROBLEM_JSON, 'content-length': Buffer.byteLength(body), connection: 'close' };
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(details.status, headers).end(body);
  });
}

/** RFC 9112 asks for `Host` in HTTP/1.1. Node would answer by itself, and without a body. */
export function requireHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    if (raw.headers.host !== undefined || raw.httpVersion !== '1.1') return done();
    done(Problem.of(400, 'host-missing', "An HTTP/1.1 request needs a 'Host' header."));
  });
}
