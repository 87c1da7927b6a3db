/** For tests: the whole application over a data folder of its own, reached as a client reaches it. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessLog } from '../access/access-log.js';
import { drawKey } from '../access/api-keys.js';
import { readConfig } from '../config.js';
import { toMillis } from '../ledger/dates.js';
import { decode } from '../ledger/envelope.js';
import type { AnyFact } from '../ledger/fact.js';
import { PortfolioPolicies } from '../ledger/portfolio/index.js';
import { Transactor } from '../ledger/transact.js';
import { Entropy } from '../privacy/random.js';
import { openRuntime, type Runtime } from '../runtime.js';
import { FaultyStore } from '../store/memory/faulty.store.js';
import { PAGE_EVENTS_MAX } from '../store/port.js';
import type { CommandAnswer } from './command-sender.js';
import type { ProblemDetails } from './problem.js';
import { createApp } from './server.js';

export const NOW = '2026-03-31T12:00:00Z';
/** How long a writer of these tests resends before it says that it does not know. */
const SETTLE_MS = 1;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: CommandAnswer & ProblemDetails;
}

export class TestApp {
  private readonly folder = mkdtempSync(join(tmpdir(), 'quittance-http-'));
  private runtime!: Runtime;
  private app!: NestFastifyApplication;
  private bearer = '';
  private keys = 0;
  /** Between the application and its store: what fails here fails for a client. */
  faults!: FaultyStore;

  async start(): Promise<this> {
    const clock = { now: () => toMillis(NOW) };
    const opened = await openRuntime(readConfig({ QUITTANCE_DATA: this.folder, QUITTANCE_LOG: 'silent' }), clock);
    const { ids, vault: conceal, apiKeys, clearance, erasures } = opened;
    this.faults = new FaultyStore(opened.store);
    const [policies, { verdicts }] = [new PortfolioPolicies(this.faults), clearance];
    const others = { facts: (stream: string) => clearance.facts.now(stream) };
    const ports = { clock, ids, conceal, entropy: new Entropy(), policies, verdicts, erasures, others };
    const transactor = new Transactor(this.faults, ports, { settleMs: SETTLE_MS });
    const accessLog = new AccessLog({ transactor, ids, clock, portfolios: opened.portfolios });
    this.runtime = { ...opened, transactor, accessLog };
    this.runtime.projector.start();
    this.app = await createApp(this.runtime);
    this.bearer ||= (await apiKeys.create('test', 'admin', NOW)).text;
    return this;
  }

  /** Ends the process, as far as one process can, and begins again on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Sends a command, under a key of its own where none is given. */
  async post(
    path: string,
    body: object,
    key = `key-${++this.keys}`,
    more: Record<string, string> = {},
  ): Promise<Reply> {
    const headers = { authorization: `Bearer ${this.bearer}`, 'idempotency-key': key, ...more };
    const reply = await this.app.inject({ method: 'POST', url: `/v1/${path}`, payload: body, headers });
    return { status: reply.statusCode, headers: reply.headers, body: reply.json<Reply['body']>() };
  }

  /** Headers of another caller than the one who sends the rest. */
  other(): Record<string, string> {
    const { row, text } = drawKey('other', 'supervisor', NOW);
    // At once: an embedded ledger asks nobody.
    void this.runtime.apiKeys.keep(row);
    return { authorization: `Bearer ${text}` };
  }

  /** A command that must be recorded. */
  async record(path: string, body: object): Promise<CommandAnswer> {
    const { status, body: answer } = await this.post(path, body);
    if (status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async facts(stream: string): Promise<AnyFact[]> {
    return (await this.runtime.store.readStream(stream, 0, PAGE_EVENTS_MAX)).map(decode);
  }

  /** Position of the last fact. */
  head(): Promise<number> {
    return this.runtime.store.head();
  }

  /** Personal values of a fact. */
  disclose(fact: AnyFact): Promise<Readonly<Record<string, string | null>>> {
    return this.runtime.vault.open(fact);
  }

  get nest(): NestFastifyApplication {
    return this.app;
  }

  private async stop(): Promise<void> {
    await this.app.close();
    await this.runtime.close();
  }
}
