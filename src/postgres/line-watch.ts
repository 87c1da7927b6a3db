/**
 * Finds connections that a dead network has forgotten: a statement waits there for an answer that never comes, and nothing
 * of TCP says so for a quarter of an hour. A long statement looks the same from here, so the server is asked over a new
 * connection: where it is not at work on the statement, the answer or the question was lost.
 */
import type { Socket } from 'node:net';
import type pg from 'pg';
import { driver } from './driver.js';

/** A statement is looked after once nothing has come for so long, milliseconds. */
const SILENT_MS = 4_000;
const LOOK_MS = 1_000;
/** A server that does not answer within this time says nothing about a connection; it is asked again. */
const ANSWER_MS = 3_000;

/**
 * The backend of a session, also behind a pooler: process id and when it began, since ids come again. Seconds, not a text: each
 * session writes instants in a time zone of its own.
 */
const BACKEND = "pid || '@' || extract(epoch FROM backend_start)";
export const BACKEND_SQL = `SELECT ${BACKEND} AS backend FROM pg_stat_activity WHERE pid = pg_backend_pid()`;
const WORKING = `SELECT ${BACKEND} AS backend FROM pg_stat_activity WHERE state = 'active' AND ${BACKEND} = ANY($1)`;
/** Its transaction would keep its locks until the server noticed. */
const END = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${BACKEND} = ANY($1)`;

/** Members of the driver that it does not declare. */
interface Driven {
  readonly connection?: { readonly stream?: Socket };
  /** The statement whose answer is awaited. */
  _getActiveQuery?(): unknown;
}

interface Line {
  readonly client: pg.ClientBase & Driven;
  readonly stream: Socket;
  readonly backend: string;
  heardAt: number;
}

export class LineWatch {
  private readonly lines = new Set<Line>();
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;

  constructor(
    private readonly url: string,
    private readonly purpose: string,
    private readonly silentMs = SILENT_MS,
  ) {}

  /** @param backend what `BACKEND_SQL` said there */
  add(client: pg.ClientBase & Driven, backend: string): void {
    const stream = client.connection?.stream;
    if (!stream) return;
    const line: Line = { client, stream, backend, heardAt: performance.now() };
    this.lines.add(line);
    stream.on('data', () => (line.heardAt = performance.now()));
    stream.once('close', () => this.left(line));
    this.timer ??= setInterval(() => void this.look(), Math.min(LOOK_MS, this.silentMs)).unref();
  }

  private left(line: Line): void {
    this.lines.delete(line);
    if (this.lines.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    const silent = [...this.lines].filter((line) => this.isSilent(line));
    if (silent.length === 0 || this.isAsking) return;
    this.isAsking = true;
    try {
      await this.leave(silent);
    } catch {
      // Nobody answers, or not now: nothing is known of any connection, and it is asked again.
    } finally {
      this.isAsking = false;
    }
  }

  /** Waits for an answer, and has heard nothing for too long. Since when it waits does not matter: it is asked first. */
  private isSilent({ client, heardAt }: Line): boolean {
    return performance.now() - heardAt > this.silentMs && Boolean(client._getActiveQuery?.());
  }

  private async leave(silent: readonly Line[]): Promise<void> {
    const { url: connectionString, purpose } = this;
    const application_name = `${purpose} watch`;
    const limits = { connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS };
    const asking = new (driver().Client)({ connectionString, application_name, ...limits });
    asking.on('error', () => undefined);
    try {
      await asking.connect();
      const { rows } = await asking.query<{ backend: string }>(WORKING, [silent.map(({ backend }) => backend)]);
      const working = new Set(rows.map(({ backend }) => backend));
      // An answer may have come while the server was asked.
      const dead = silent.filter((line) => !working.has(line.backend) && this.isSilent(line));
      for (const { stream } of dead) stream.destroy(new Error('Connection terminated: the server answers elsewhere'));
      if (dead.length > 0) await asking.query(END, [dead.map(({ backend }) => backend)]);
    } finally {
      await asking.end().catch(() => undefined);
    }
  }
}
