/** The ledger as a command uses it: questions and commands over its API, whoever holds it. */
import { randomUUID } from 'node:crypto';
import type { Config } from '../../config.js';
import { CliError, EXIT } from '../exit.js';
import { ApiProblem } from './api-problem.js';
import { ConnectionLost, type Call } from './client.js';
import { connect, type Link, type Purpose } from './connect.js';
import { readSideCaughtUp } from './read-side.js';

/** How often a request is repeated because the holder ended; each time this process may become the holder. */
const HOLDERS_MAX = 5;

export type Parameters = Readonly<Record<string, string | number | undefined>>;

export class LedgerDoor {
  private constructor(
    private readonly config: Config,
    private readonly purpose: Purpose,
    private link: Link,
  ) {}

  static async open(config: Config, purpose: Purpose): Promise<LedgerDoor> {
    return new LedgerDoor(config, purpose, await connect(config, purpose));
  }

  /** Asks a question. Where somebody has its read table built anew, it waits for that. */
  async get<T>(path: string, parameters: Parameters = {}): Promise<T> {
    const call: Call = { method: 'GET', path: path + queryOf(parameters) };
    for (;;) {
      try {
        return (await this.again(call)) as T;
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'read-side-building') throw error;
        await readSideCaughtUp(this);
      }
    }
  }

  /** Sends a command. Its Idempotency-Key is drawn once, so it is recorded once, however often it is sent. */
  async post<T>(path: string, body: object): Promise<T> {
    const headers = { 'idempotency-key': `cli-${randomUUID()}` };
    return (await this.again({ method: 'POST', path, body, headers })) as T;
  }

  /** Sends what must not be sent twice. */
  async postOnce<T>(path: string, body: object): Promise<T> {
    return (await this.once(() => this.link.client.call({ method: 'POST', path, body }))) as T;
  }

  /** Sends what answers with a line now and then; `onLine` gets each. */
  async follow(path: string, body: object, onLine: (line: unknown) => void): Promise<void> {
    await this.once(async () => {
      for await (const line of this.link.client.lines({ method: 'POST', path, body })) onLine(line);
    });
  }

  /** Whether this process has opened the ledger itself. */
  get hosts(): boolean {
    return this.link.host !== undefined;
  }

  /** Where this process holds the ledger itself: the read side follows from now on. */
  followReadSide(): void {
    // Where leases cannot be had, tables stay as they are, and waits end by themselves.
    this.link.host?.follow().catch(() => undefined);
  }

  /** Lets the holder go for now; the next request connects anew. */
  letGo(): void {
    this.link.client.close();
  }

  /** Lets the holder go; whoever is the holder serves the callers that are still there, then closes the ledger. */
  async close(): Promise<void> {
    this.link.client.close();
    await this.link.host?.closeWhenIdle();
  }

  private async again(call: Call): Promise<unknown> {
    for (let round = 1; ; round++) {
      try {
        return await this.link.client.call(call);
      } catch (error) {
        if (!(error instanceof ConnectionLost) || round === HOLDERS_MAX || this.link.host) throw error;
        this.link.client.close();
        this.link = await connect(this.config, { ...this.purpose, creates: false });
      }
    }
  }

  private async once<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      const message =
        'The process that held the ledger ended in the middle of this. Look what was done, then try again.';
      throw new CliError(EXIT.fault, message);
    }
  }
}

function queryOf(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
