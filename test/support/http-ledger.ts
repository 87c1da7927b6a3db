/** A served ledger over real TCP and a real data folder, reached with fetch: for end-to-end tests. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawKey } from '../../src/access/api-keys.js';
import type { Role } from '../../src/access/roles.js';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/http/server.js';
import { openRuntime, type Runtime } from '../../src/runtime.js';
import { keysSettings } from './keys-place.js';
import { databaseFor, dropDatabases, READ_IN_POSTGRES } from './read-place.js';
import { storeOnServer } from './store-on-server.js';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Answers of many routes: tests say what they expect of each.
  readonly body: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  readonly text: string;
}

export class HttpLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-e2e-'));
  /** How far the ledger's clock is ahead of the machine's, milliseconds: for what happens when time passes. */
  ahead = 0;
  runtime!: Runtime;
  private app!: NestFastifyApplication;
  private base = '';
  private key = '';
  private sent = 0;
  private readonly store = storeOnServer();

  /** Keys that are being stored. */
  private keeping: Promise<unknown> | undefined;

  /** @param settings environment variables beside folder and log level */
  constructor(private readonly settings: Readonly<Record<string, string>> = {}) {}

  async start(): Promise<this> {
    const clock = { now: () => Date.now() + this.ahead };
    const read = READ_IN_POSTGRES ? { QUITTANCE_READ_DB: await databaseFor(join(this.folder, 'read.db')) } : {};
    const keys = await keysSettings(this.folder);
    const places = { ...read, ...keys, ...this.store };
    const env = { QUITTANCE_DATA: this.folder, QUITTANCE_LOG: 'silent', ...places, ...this.settings };
    this.runtime = await openRuntime(readConfig(env), clock);
    await this.runtime.follow();
    this.app = await createApp(this.runtime);
    await this.app.listen(0, '127.0.0.1');
    this.base = `http://127.0.0.1:${(this.app.getHttpServer().address() as AddressInfo).port}`;
    this.key ||= this.keyOf('admin');
    await this.keeping;
    return this;
  }

  /** `http://127.0.0.1:<port>`. */
  get url(): string {
    return this.base;
  }

  keyOf(role: Role): string {
    const { row, text } = drawKey(`test ${role}`, role, '2026-01-01T00:00:00Z');
    // An embedded ledger has it at once; a request waits for others.
    this.keeping = Promise.all([this.keeping, this.runtime.apiKeys.keep(row)]);
    return text;
  }

  async stop(): Promise<void> {
    // As the program itself does: requests may finish, and a connection that is kept does not hold the end up.
    const server = this.app.getHttpServer();
    const late = setTimeout(() => server.closeAllConnections(), 5_000);
    await this.app.close();
    clearTimeout(late);
    await this.runtime.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await dropDatabases((file) => file.startsWith(this.folder));
    rmSync(this.folder, { recursive: true, force: true });
  }

  async send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Reply> {
    const given = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', ...headers };
    await this.keeping;
    const kept = Object.entries(given).filter(([, value]) => value !== '');
    const reply = await fetch(this.base + path, { method, body, headers: Object.fromEntries(kept) });
    const text = await reply.text();
    const isJson = /json/.test(reply.headers.get('content-type') ?? '');
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      body: isJson ? (JSON.parse(text) as Reply['body']) : {},
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('GET', path, undefined, { 'content-type': '', ...headers });
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply> {
    this.sent += 1;
    return this.send('POST', path, JSON.stringify(body), { 'idempotency-key': `e2e-${this.sent}`, ...headers });
  }

  /**
   * Id of a request that this key asks for and another person approves.
   * @param url of its register: `/v1/cases/…/waiver-requests`
   */
  async approved(url: string, body: object): Promise<string> {
    const { id } = await this.record(url, body);
    await this.record(`${url}/${id as string}/approvals`, { authority: 'lead' }, this.keyOf('supervisor'));
    return id as string;
  }

  /** A command that must be recorded, and be seen by the read side. */
  async record(path: string, body: object, key = this.key): Promise<Reply['body']> {
    const reply = await this.post(`${path}?waitFor=read`, body, { authorization: `Bearer ${key}` });
    if (reply.status !== 201) throw new Error(`POST ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  }
}
