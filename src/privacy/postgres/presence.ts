/**
 * Who has the keys in PostgreSQL open: every process holds a lock of its session, shared, as long as it lives. Whoever carries the
 * keys away or wraps them anew holds it alone. It is the server that lets go of it when a process is killed. A pooler between must
 * leave each session its own connection.
 */
import type pg from 'pg';
import { connection, openPool } from '../../postgres/pool.js';

/** Of all that Quittance locks in this database. */
const PRESENT = 0x71_6b_65_7a;
const RETRY_MS = 1_000;

/** Told apart by its member (`cli/failure.ts`): exit code 6. */
export class KeysBusy extends Error {
  override readonly name = 'KeysBusy';
  readonly problem = 'in-use';
}

export class Presence {
  private client: pg.PoolClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  private constructor(
    private readonly pool: pg.Pool,
    private readonly url: string,
  ) {}

  /** @throws KeysBusy where somebody has them alone, or `alone` is wanted and somebody has them */
  static async take(url: string, place: string, alone: boolean): Promise<Presence> {
    const presence = new Presence(openPool({ url, purpose: 'quittance keys present', connectionsMax: 1 }), url);
    try {
      if (await presence.lock(alone)) return presence;
    } catch (error) {
      await presence.close();
      throw error;
    }
    await presence.close();
    throw new KeysBusy(
      alone
        ? `A process has the keys in ${place} open. Stop every server of this ledger first. Nothing was changed.`
        : `The keys in ${place} are being carried over or wrapped anew. Start again when that is over.`,
    );
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    this.client?.release(true);
    this.client = undefined;
    await this.pool.end();
  }

  private async lock(alone: boolean): Promise<boolean> {
    const client = await connection(this.pool, this.url);
    if (this.closed) {
      client.release(true);
      return false;
    }
    this.client = client;
    if (!alone) client.once('end', () => this.again(client));
    const way = alone ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
    const { rows } = await client.query<{ got: number }>(`SELECT ${way}($1) AS got`, [PRESENT]);
    return rows[0]?.got === 1;
  }

  /** The line broke: it is taken again. Meanwhile what is written is guarded by its own transaction (`postgres-keys.ts`). */
  private again(lost: pg.PoolClient | undefined): void {
    if (this.closed || this.client !== lost) return;
    this.client = undefined;
    lost?.release(true);
    // As long as it takes: the server may be away, or somebody may have the keys alone.
    const once = (): void => this.again(this.client);
    this.retry = setTimeout(() => {
      this.lock(false).then((got) => (got ? undefined : once()), once);
    }, RETRY_MS).unref();
  }
}
