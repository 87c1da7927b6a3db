// Where the keys lie, for `erasure.js`: in the data folder, or in a throw-away PostgreSQL whose whole folder is searched too.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

const secret = (byte) => Buffer.alloc(32, byte).toString('base64');

/** The file of keys, with its log. */
export class KeysInFile {
  /** Settings of the server. */
  env = {};
  #data;
  #backup;

  constructor(data, folder) {
    this.#data = data;
    this.#backup = join(folder, 'backup');
  }

  get folders() {
    return [this.#data];
  }

  backUp() {
    mkdirSync(this.#backup);
    copyKeys(this.#data, this.#backup);
  }

  restore() {
    copyKeys(this.#backup, this.#data);
  }

  async close() {}
}

function copyKeys(from, to) {
  for (const name of ['keys.db', 'keys.db-wal']) {
    rmSync(join(to, name), { force: true });
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
}

/**
 * Schema `keys` under a role of its own, in a cluster as it must be for erasure: pages in the log, old segments of it removed.
 * With the sabotage `keep-deleted` the role may not leave the log, as one who forgot to grant that.
 */
export class KeysInPostgres {
  #data;
  #folder;
  #cluster;

  static async start(data, folder, sabotage) {
    await import(new URL('./ts-hook.js', import.meta.url).href);
    const { testPostgres } = await import(new URL('../support/postgres.ts', import.meta.url).href);
    const keys = new KeysInPostgres();
    keys.#data = data;
    keys.#folder = folder;
    keys.#cluster = await testPostgres({ full_page_writes: 'on', wal_recycle: 'off' });
    const grants = 'GRANT pg_checkpoint TO quittance_keys; GRANT EXECUTE ON FUNCTION pg_switch_wal() TO quittance_keys';
    await keys.#ask('CREATE ROLE quittance_keys LOGIN; CREATE SCHEMA keys AUTHORIZATION quittance_keys');
    if (sabotage !== 'keep-deleted') await keys.#ask(grants);
    const url = Object.assign(new URL(keys.#cluster.url), { username: 'quittance_keys' }).href;
    keys.env = {
      QUITTANCE_KEYS: url,
      QUITTANCE_MASTER_KEY: secret(1),
      QUITTANCE_ID_SECRET: secret(2),
      QUITTANCE_MAC_SECRET: secret(3),
    };
    return keys;
  }

  get folders() {
    return [this.#data, this.#cluster.folder];
  }

  backUp() {
    const dump = ['--schema=keys', '--clean', '--if-exists', '-f', join(this.#folder, 'keys.sql'), this.#cluster.url];
    execFileSync(program('pg_dump'), dump);
  }

  restore() {
    execFileSync(program('psql'), ['-q', '-f', join(this.#folder, 'keys.sql'), this.#cluster.url], { stdio: 'ignore' });
  }

  async #ask(sql) {
    const client = new pg.Client({ connectionString: this.#cluster.url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  close() {
    return this.#cluster.stop();
  }
}

function program(name) {
  const versions = '/usr/lib/postgresql';
  const newest = readdirSync(versions)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1);
  return join(versions, newest, 'bin', name);
}
