/**
 * A private PostgreSQL cluster on loopback for one test file, thrown away afterwards. `QUITTANCE_TEST_PG_URL` names a
 * server instead; each caller then gets a database of its own there. Neither there: tests say so and are left out.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  /** Connection string of an empty database. */
  readonly url: string;
  /** Folder of the cluster's files, where it is ours. */
  readonly folder: string | undefined;
  stop(): Promise<void>;
}

const VERSIONS = '/usr/lib/postgresql';

function binaries(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  const newest = readdirSync(VERSIONS)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1);
  const folder = newest === undefined ? undefined : join(VERSIONS, newest, 'bin');
  return folder !== undefined && existsSync(join(folder, 'initdb')) ? folder : undefined;
}

/** Whether a server can be had here: programs of Debian's `postgresql`, or `QUITTANCE_TEST_PG_URL`. */
export const POSTGRES_HERE = process.env['QUITTANCE_TEST_PG_URL'] !== undefined || binaries() !== undefined;

/** What a suite's name ends with where it is left out. */
export const WITHOUT_POSTGRES = POSTGRES_HERE
  ? ''
  : ' [left out: no PostgreSQL here; install it or set QUITTANCE_TEST_PG_URL]';

/** @param settings of a cluster of our own, by name; a server that is there keeps its own */
export async function testPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  const server = process.env['QUITTANCE_TEST_PG_URL'];
  return server === undefined ? cluster(settings) : databaseAt(server);
}

async function databaseAt(server: string): Promise<TestPostgres> {
  const name = `quittance_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await statement(server, `CREATE DATABASE ${name}`);
  const stop = (): Promise<void> => statement(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: url.href, folder: undefined, stop };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function cluster(more: Readonly<Record<string, string>>): Promise<TestPostgres> {
  const programs = binaries();
  if (programs === undefined) throw new Error('There is no PostgreSQL here.');
  const folder = mkdtempSync(join(tmpdir(), 'quittance-pg-'));
  const run = asServerUser(folder);
  const data = join(folder, 'data');
  // Trust and no fsync: for a cluster that nobody else reaches and that dies with its test.
  const own = Object.entries(more).map(([name, value]) => ` -c ${name}=${value}`);
  const settings = `-k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=60${own.join('')}`;
  const init = ['-D', data, '-U', 'app', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  run(join(programs, 'initdb'), init);
  const port = await freePort();
  run(join(programs, 'pg_ctl'), [
    '-D',
    data,
    '-l',
    join(folder, 'log'),
    '-w',
    '-o',
    `${settings} -c port=${port}`,
    'start',
  ]);
  const stop = async (): Promise<void> => {
    run(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://app@127.0.0.1:${port}/postgres`, folder, stop };
}

type Run = (program: string, args: readonly string[]) => void;

/** The server refuses to run as root: there it runs as the user that its package made. */
function asServerUser(folder: string): Run {
  if (userInfo().uid !== 0) return (program, args) => void execFileSync(program, args, { stdio: 'ignore' });
  const ids = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  chownSync(folder, ids[0] ?? 0, ids[1] ?? 0);
  chmodSync(folder, 0o755);
  return (program, args) =>
    void execFileSync('runuser', ['-u', 'postgres', '--', program, ...args], { stdio: 'ignore', cwd: folder });
}

/** Free when asked; another process could take it before the server does, which then says so. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', () => resolve()));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
