/** An HTTP client on one connection to a ledger's local socket. While the connection is open, the holder serves. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { ApiProblem, isProblem } from './api-problem.js';

/** How long a holder may take to say that it is there: it may be in the middle of a long page of work. */
const HELLO_MS = 30_000;

/** The connection broke before the whole answer had come: nobody knows whether the request was done. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export class LocalClient {
  // One connection, kept: it tells the holder that this caller is still at work.
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(private readonly socketPath: string) {}

  /** Connects; undefined when nobody serves there. */
  static async open(socketPath: string): Promise<LocalClient | undefined> {
    const client = new LocalClient(socketPath);
    try {
      // A connection in the queue of a holder that is closing looks open. Only an answer says that it is.
      await client.call({ method: 'GET', path: '/health', signal: AbortSignal.timeout(HELLO_MS) });
      return client;
    } catch (error) {
      client.close();
      if (error instanceof ConnectionLost) return undefined;
      throw error;
    }
  }

  /**
   * One request and its whole answer, parsed.
   * @throws ApiProblem when the answer is a problem, ConnectionLost when none came.
   */
  async call(call: Call): Promise<unknown> {
    const response = await this.send(call);
    return answered(response, await textOf(response));
  }

  /** One request whose answer comes line by line, each a JSON document. */
  async *lines(call: Call): AsyncGenerator<unknown, void, undefined> {
    const response = await this.send(call);
    if (isError(response)) answered(response, await textOf(response));
    let rest = '';
    for await (const chunk of chunksOf(response)) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as unknown;
    }
  }

  /** Lets the holder go. */
  close(): void {
    this.agent.destroy();
  }

  private send({ method, path, body, headers, signal }: Call): Promise<IncomingMessage> {
    const text = body && JSON.stringify(body);
    const content = text === undefined ? {} : { 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const { socketPath, agent } = this;
      const sent = request({ socketPath, agent, method, path, signal, headers: { ...headers, ...content } }, resolve);
      sent.once('error', (error) => reject(new ConnectionLost(error.message, { cause: error })));
      sent.end(text);
    });
  }
}

function isError({ statusCode = 500 }: IncomingMessage): boolean {
  return statusCode >= 400;
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of chunksOf(response)) text += chunk;
  return text;
}

async function* chunksOf(response: IncomingMessage): AsyncGenerator<string, void, undefined> {
  try {
    for await (const chunk of response.setEncoding('utf8')) yield chunk as string;
  } catch (cause) {
    throw new ConnectionLost('the connection broke in the middle of an answer', { cause });
  }
}

function answered(response: IncomingMessage, text: string): unknown {
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (isProblem(body) && isError(response)) throw new ApiProblem(body);
  if (isError(response)) throw new Error(`the ledger answered ${response.statusCode}: ${text.slice(0, 200)}`);
  return body;
}
