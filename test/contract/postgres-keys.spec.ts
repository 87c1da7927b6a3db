/** Keys in PostgreSQL: the contract, and what is PostgreSQL's own. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgresKeys } from '../../src/privacy/postgres/open.js';
import type { PostgresKeys } from '../../src/privacy/postgres/postgres-keys.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { keysContract, sharedKeysContract } from './keys.contract.js';

const secret = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const SETTINGS = {
  masterKey: secret(1),
  masterKeyFile: '',
  idSecret: secret(2),
  macSecret: secret(3),
  secretsFile: '',
};

(POSTGRES_HERE ? describe : describe.skip)(`schema keys${WITHOUT_POSTGRES}`, () => {
  let postgres: TestPostgres;
  /** The database, as the role of the keys alone. */
  let url: string;
  beforeAll(async () => {
    postgres = await testPostgres();
    await asOwner(
      'CREATE ROLE quittance_keys LOGIN; CREATE ROLE quittance_read LOGIN; CREATE ROLE quittance_report LOGIN',
      'CREATE SCHEMA keys AUTHORIZATION quittance_keys',
      'GRANT pg_checkpoint TO quittance_keys; GRANT EXECUTE ON FUNCTION pg_switch_wal() TO quittance_keys',
    );
    url = as('quittance_keys');
  });
  afterAll(async () => {
    // Roles belong to the server, which may live on.
    await asOwner('DROP SCHEMA keys CASCADE', 'DROP OWNED BY quittance_keys', 'DROP ROLE quittance_keys');
    await asOwner('DROP ROLE quittance_read; DROP ROLE quittance_report');
    await postgres?.stop();
  });

  const as = (role: string): string => Object.assign(new URL(postgres.url), { username: role }).href;
  const query = async (at: string, ...statements: string[]): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: at });
    await client.connect();
    try {
      let last: pg.QueryResult | undefined;
      for (const each of statements) last = await client.query(each);
      return last as pg.QueryResult;
    } finally {
      await client.end();
    }
  };
  const asOwner = (...statements: string[]): Promise<pg.QueryResult> => query(postgres.url, ...statements);
  const open = async (more: Partial<typeof SETTINGS> = {}): Promise<PostgresKeys> =>
    (await openPostgresKeys(url, { ...SETTINGS, ...more })).keys;

  keysContract('PostgreSQL', open);
  sharedKeysContract('PostgreSQL', open);

  it.each([
    ['master key', { masterKey: secret(9) }, /The master key is not the one that postgres:.* is wrapped under/],
    ['id secret', { idSecret: secret(9) }, /The id secret is not the one that this ledger was begun with/],
    ['MAC secret', { macSecret: secret(9) }, /The MAC secret is not the one .*QUITTANCE_MAC_SECRET/],
    ['no master key', { masterKey: '' }, /give each of them the same QUITTANCE_MASTER_KEY_FILE/],
    ['no MAC secret', { macSecret: '' }, /\(mac is missing\)/],
    ['a secret that is none', { idSecret: 'abc' }, /from QUITTANCE_ID_SECRET is not 32 bytes in base64/],
  ])('a process with another %s does not start, and says so in one line', async (_what, more, expected) => {
    await (await open()).close();
    await expect(open(more)).rejects.toThrow(expected);
    await expect(open(more)).rejects.not.toThrow(/\n|app@.*:.*@/);
  });

  it('the roles that read tables and reports see nothing of it', async () => {
    await (await open()).close();
    for (const role of ['quittance_read', 'quittance_report']) {
      for (const table of ['secrets', 'subject_keys', 'key_drawer_00', 'token_drawer_00', 'fingerprints', 'closings']) {
        await expect(query(as(role), `SELECT * FROM keys.${table}`)).rejects.toThrow(
          'permission denied for schema keys',
        );
      }
    }
  });

  it('the role of the keys may read nothing else', async () => {
    await asOwner('CREATE SCHEMA read', 'CREATE TABLE read.rows (n integer)');
    await expect(query(url, 'SELECT * FROM read.rows')).rejects.toThrow('permission denied for schema read');
    await asOwner('DROP SCHEMA read CASCADE');
  });

  it('no statistics are kept of what is secret', async () => {
    const keys = await open();
    const wanted = Array.from({ length: 200 }, (_, i) => {
      const subject = `party-statistics-${i}`;
      const key = { id: `A${randomBytes(8).toString('hex')}`, subject, purpose: 'collection' };
      return { ...key, secret: randomBytes(40) };
    });
    await keys.makeKeys(
      wanted,
      wanted.map(({ subject }) => ({ subject, token: Buffer.concat([Buffer.alloc(1), randomBytes(15)]) })),
    );
    await keys.close();
    await asOwner('ANALYZE keys.key_drawer_00', 'ANALYZE keys.token_drawer_00');
    const { rows } = await asOwner(
      "SELECT attname FROM pg_stats WHERE schemaname = 'keys' AND attname IN ('secret', 'token', 'value')",
    );
    expect(rows).toEqual([]);
  });

  it('what a process that was killed deleted, and did not take out of the files, the next start does', async () => {
    const keys = await open();
    const [key] = await keys.makeKeys(
      [{ id: 'Bkilled', subject: 'party-killed', purpose: 'collection', secret: randomBytes(40) }],
      [],
    );
    await asOwner(
      `DELETE FROM keys.key_drawer_01 WHERE key_id = '${key?.id}'`,
      "INSERT INTO keys.rewrites VALUES ('key_drawer_01', 1)",
    );
    const file = async (): Promise<unknown> =>
      (await asOwner("SELECT pg_relation_filenode('keys.key_drawer_01') AS n")).rows[0];
    const before = await file();
    await keys.close();
    await (await open()).close();
    expect(await file()).not.toEqual(before);
    expect((await asOwner('SELECT * FROM keys.rewrites')).rows).toEqual([]);
  });

  it('who reads a table meanwhile is waited for, and told when it takes too long; asked again it is done', async () => {
    const keys = await open();
    const [key] = await keys.makeKeys(
      [{ id: 'Cread', subject: 'party-read', purpose: 'collection', secret: randomBytes(40) }],
      [],
    );
    const reader = new pg.Client({ connectionString: postgres.url });
    await reader.connect();
    await reader.query('BEGIN; SELECT * FROM keys.key_drawer_02');
    const asked = await keys.destroyKeys([key?.id ?? '']);
    expect(asked).toMatchObject({
      subjects: ['party-read'],
      remains: expect.stringContaining('Send the command again') as string,
    });
    await reader.query('COMMIT');
    await reader.end();
    expect(await keys.destroyKeys([key?.id ?? ''])).toEqual({ subjects: [] });
    expect((await asOwner('SELECT * FROM keys.rewrites')).rows).toEqual([]);
    await keys.close();
  });

  it('says what keeps deleted keys in files of the server', async () => {
    const keys = await open();
    expect(await keys.obstacles()).toContainEqual(expect.stringContaining('wal_recycle is on') as string);
    await asOwner('REVOKE pg_checkpoint FROM quittance_keys');
    expect((await keys.obstacles())[0]).toContain('GRANT pg_checkpoint');
    await asOwner('GRANT pg_checkpoint TO quittance_keys');
    await keys.close();
  });
});
