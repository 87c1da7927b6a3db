/** Connections that the server ends while somebody has them. */
import { createServer, type AddressInfo } from 'node:net';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../../test/support/postgres.js';
import { Cable } from '../../test/support/cable.js';
import { ask } from '../../test/support/read-place.js';
import { connection, inTransaction, openPool } from './pool.js';

(POSTGRES_HERE ? describe : describe.skip)(`a pool${WITHOUT_POSTGRES}`, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await testPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  it('outlives a connection that the server ends in the middle of a transaction: what was under way fails', async () => {
    const pool = openPool({ url: server.url, purpose: 'test' });
    const other = openPool({ url: server.url, purpose: 'other' });
    try {
      const broken = inTransaction(pool, server.url, async (client) => {
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        const gone = new Promise((resolve) => client.once('end', resolve));
        // As `idle_in_transaction_session_timeout` does to a process that was paused.
        await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
        await gone;
        await client.query('SELECT 1');
      });
      await expect(broken).rejects.toMatchObject({ problem: 'unreachable' });
      const { rows } = await pool.query<{ one: number }>('SELECT 1 AS one');
      expect(rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
      await other.end();
    }
  });

  it('leaves a connection on which nothing arrives any more, and no statement that is only long', async () => {
    const cable = await Cable.to(new URL(server.url).host);
    const far = new URL(server.url);
    far.host = cable.address;
    // What the server's host is set to is not what our own sessions say.
    await ask(server.url, "ALTER ROLE CURRENT_USER SET timezone = 'Asia/Shanghai'");
    const pool = openPool({ url: far.href, purpose: 'test', connectionsMax: 2, silentMs: 200 });
    try {
      const long = pool.query('SELECT 1 AS one FROM pg_sleep(1.5)');
      expect((await long).rows).toEqual([{ one: 1 }]);
      const broken = inTransaction(pool, far.href, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(4711)');
        cable.turn('dead');
        // A network that is back, and knows nothing of what was.
        cable.turn('fine');
        await client.query('SELECT 2');
      });
      await expect(broken).rejects.toMatchObject({ problem: 'unreachable' });
      // Nor does the server keep what was begun there.
      await pool.query('SELECT pg_advisory_lock(4711)');
    } finally {
      await pool.end();
      await cable.close();
    }
  });
});

/** `AuthenticationOk`, then `ReadyForQuery`: PostgreSQL manual, message formats. */
const LET_IN = Buffer.from([...Buffer.from('R'), 0, 0, 0, 8, 0, 0, 0, 0, ...Buffer.from('Z'), 0, 0, 0, 5, 0x49]);

describe('a connection that a dead network swallows while it opens is given up long before a free one is', () => {
  it.each([
    ['before the server let it in', undefined],
    ['just after that', LET_IN],
  ])(
    '%s',
    async (_what, greeting) => {
      const silent = createServer((socket) => {
        socket.on('error', () => undefined).once('data', () => void (greeting && socket.write(greeting)));
      });
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const url = `postgres://app@127.0.0.1:${(silent.address() as AddressInfo).port}/ledger`;
      const pool = openPool({ url, purpose: 'test', openMs: 200 });
      try {
        await expect(connection(pool, url)).rejects.toMatchObject({ problem: 'unreachable' });
      } finally {
        await pool.end();
        await new Promise((resolve) => silent.close(resolve));
      }
      // Less than the wait for a free connection.
    },
    8_000,
  );
});
