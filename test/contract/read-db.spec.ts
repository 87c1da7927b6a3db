/** The contract of the read database on each of them, and what only PostgreSQL has: guards, lines that break. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someHistory, typesProjection } from '../../projections/projector/projector.fixture.js';
import { Projector } from '../../projections/projector/projector.js';
import type { Projection } from '../../projections/projector/projection.js';
import { PostgresReadDb } from '../../projections/tables/postgres.read-db.js';
import { Fenced } from '../../projections/tables/read-db.error.js';
import { SqliteReadDb } from '../../projections/tables/sqlite.read-db.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { ask, newDatabase } from '../support/read-place.js';
import { TestLedger } from '../support/test-ledger.js';
import { checkpointAt, readDbContract, rowsOf } from './read-db.contract.js';

describe('the read database in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-read-'));
  let opened = 0;
  afterAll(() => rmSync(folder, { recursive: true }));
  readDbContract(async () => new SqliteReadDb(join(folder, `${(opened += 1)}.db`)));
});

(POSTGRES_HERE ? describe : describe.skip)(`the read database in PostgreSQL${WITHOUT_POSTGRES}`, () => {
  let server: TestPostgres;
  const fresh = (): Promise<string> => newDatabase(server.url);

  beforeAll(async () => void (server = await testPostgres()), 60_000);
  afterAll(() => server.stop());

  readDbContract(async () => PostgresReadDb.open(await fresh()));

  describe('shared by several processes', () => {
    let ledger: TestLedger;
    let url: string;
    let db: PostgresReadDb;

    beforeEach(async () => {
      ledger = new TestLedger();
      await ledger.createPortfolio();
      await someHistory(ledger);
      url = await fresh();
    });
    afterEach(async () => {
      await db.close();
      await ledger.close();
    });

    async function project(list: readonly Projection[], fenced = (): boolean => false): Promise<Projector> {
      const guard = async (): Promise<void> => {
        if (fenced()) throw new Fenced('another process projects');
      };
      db = await PostgresReadDb.open(url, { guard });
      const projector = new Projector(ledger.store, db, list, ledger.clock);
      await projector.open();
      return projector;
    }

    it('writes nothing for who is fenced', async () => {
      let isFenced = false;
      const projector = await project([typesProjection(1)], () => isFenced);
      await projector.catchUp();
      const before = await db.checkpoints();
      isFenced = true;
      await ledger.openCase('later');
      await expect(projector.catchUp()).rejects.toBeInstanceOf(Fenced);
      expect(await db.checkpoints()).toEqual(before);
      await expect(projector.rebuild('types')).rejects.toBeInstanceOf(Fenced);
      expect(await ask(url, 'SELECT count(*) FROM read.types_v1')).toEqual([{ count: '12' }]);
    });

    it('stops in front of the very fact whose rows are refused; the others go on', async () => {
      const twice = typesProjection(1);
      const [table] = twice.tables;
      const fold: NonNullable<Projection['on']['ComplaintReceived']> = (fact, key, rows) => {
        rows.insert(table as never, [key, fact.position, 'one']);
        rows.insert(table as never, [key, fact.position, 'again']);
      };
      const bad: Projection = { ...twice, on: { ...twice.on, ComplaintReceived: fold } };
      const good: Projection = { ...typesProjection(9), name: 'good' };
      const projector = await project([bad, good]);
      await projector.catchUp();
      const culprit = (await ledger.store.readAll(0, 100)).find(({ type }) => type === 'ComplaintReceived');
      expect(projector.trackOf('types')).toMatchObject({
        state: 'failed',
        position: (culprit?.position ?? 0) - 1,
        failure: { event: culprit?.id },
      });
      expect(projector.trackOf('good')).toMatchObject({ state: 'live', position: await ledger.store.head() });
      expect(await ask(url, 'SELECT count(*) FROM read.types_v1')).toEqual([{ count: '3' }]);
    });

    it('goes on after its connections were cut, and folds nothing twice', async () => {
      const projector = await project([typesProjection(1)]);
      projector.start();
      await projector.reached(await ledger.store.head(), 20_000);
      for (const ref of ['X', 'Y', 'Z']) {
        await ledger.openCase(ref);
        await ask(
          url,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'quittance%'",
        );
      }
      expect(await projector.reached(await ledger.store.head(), 25_000)).toBe(true);
      await projector.close();
      expect(await ask(url, 'SELECT count(*) FROM read.types_v1')).toEqual([{ count: '18' }]);
    });
  });

  it('says who does not let us in, and never the password', async () => {
    const url = new URL(await fresh());
    url.port = '1';
    url.password = 'very-secret';
    const failed = PostgresReadDb.open(url.href);
    await expect(failed).rejects.toMatchObject({ name: 'PostgresError', problem: 'unreachable' });
    await expect(failed).rejects.not.toThrow(/very-secret/);
    url.port = new URL(server.url).port;
    url.pathname = '/nowhere';
    await expect(PostgresReadDb.open(url.href)).rejects.toMatchObject({ problem: 'no-database' });
    url.username = 'nobody';
    await expect(PostgresReadDb.open(url.href)).rejects.toMatchObject({ problem: 'not-let-in' });
  });

  it('names what a user may not do', async () => {
    const url = new URL(await fresh());
    await ask(url.href, 'DROP ROLE IF EXISTS quittance_test_poor; CREATE ROLE quittance_test_poor LOGIN');
    url.username = 'quittance_test_poor';
    await expect(PostgresReadDb.open(url.href)).rejects.toMatchObject({ problem: 'no-rights' });
  });

  it('leaves what an empty page is', async () => {
    const db = await PostgresReadDb.open(await fresh());
    await db.createTables([], 1);
    await db.page((page) => page.checkpoint(checkpointAt(3)));
    expect(await db.checkpoints()).toEqual([checkpointAt(3)]);
    expect(await rowsOf(db).catch(String)).toMatch(/does not exist/);
    await db.close();
  });
});
