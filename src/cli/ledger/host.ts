/** A ledger that this process has opened itself, and serves on its local socket while it is at work. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import type { Config } from '../../config.js';
import type { Runtime } from '../../runtime.js';
import type { LedgerLock } from '../../store/sqlite/lock.js';
import { socketPath } from './socket-path.js';

/** How long requests under way may take to finish once the ledger is to be closed. */
const FINISH_MS = 5_000;
const IDLE_LOOK_MS = 20;

export class LedgerHost {
  private callers = 0;
  private following: Promise<void> | undefined;
  private closing: Promise<void> | undefined;

  private constructor(
    readonly runtime: Runtime,
    readonly app: NestFastifyApplication,
    readonly socket: string,
    private readonly server: Server,
    private readonly lock: LedgerLock,
  ) {
    server.on('connection', (connection) => {
      this.callers += 1;
      connection.once('close', () => {
        this.callers -= 1;
        server.emit('left');
      });
    });
  }

  /** Opens the ledger whose lock this process has. When that fails, the lock is given back. */
  static async open(config: Config, lock: LedgerLock): Promise<LedgerHost> {
    // On a machine with much memory V8 lets garbage grow to four times what is in use before it looks. Twice costs no
    // measurable time in an import of 900,000 facts, and takes its peak from 790 to 530 MB.
    setFlagsFromString('--heap-growing-percent=100');
    const undo: (() => unknown)[] = [() => lock.release()];
    try {
      const [{ openRuntime }, { createApp, serveLocal }] = await Promise.all([
        import('../../runtime.js'),
        import('../../http/server.js'),
      ]);
      const runtime = await openRuntime(config);
      undo.unshift(() => runtime.close());
      const app = await createApp(runtime);
      undo.unshift(() => app.close());
      const socket = socketPath(config.data);
      const server = await serveLocal(app, socket);
      lock.announce(socket);
      return new LedgerHost(runtime, app, socket, server, lock);
    } catch (error) {
      for (const step of undo) await step();
      throw error;
    }
  }

  /** Lets the read side follow the ledger from now on. */
  follow(): Promise<void> {
    this.following ??= this.runtime.follow();
    return this.following;
  }

  /** Waits until no caller is connected any more, then closes. */
  async closeWhenIdle(): Promise<void> {
    while (this.callers > 0 && !this.closing) await once(this.server, 'left');
    await this.close();
  }

  /** Finishes what is under way, closes the ledger and gives the lock back. Harmless when called twice. */
  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    try {
      await Promise.all([this.stopLocal(), this.stopTcp()]);
    } finally {
      try {
        await this.runtime.close();
      } finally {
        rmSync(this.socket, { force: true });
        this.lock.release();
      }
    }
  }

  private async stopLocal(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.emit('left');
    await finished(this.server, closed);
  }

  private async stopTcp(): Promise<void> {
    await finished(this.app.getHttpServer(), this.app.close());
  }
}

/** Waits for requests under way, but not for ever, and not for connections that are kept for a next request. */
async function finished(server: Server, closed: Promise<unknown>): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  const late = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  try {
    await closed;
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
}
