/** Which version of better-sqlite3 a Node loads (ADR 0032). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

const FILE = 'bin/sqlite.cjs';
type Loaded = { readonly name: string };

/** What `#sqlite` gives on a Node that speaks so much Node-API and has these packages. */
function load(napi: string, installed: readonly string[]): Loaded {
  const module: { exports: unknown } = { exports: {} };
  const require = (name: string): Loaded => {
    if (installed.includes(name)) return { name };
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
  };
  const process = { version: 'v20.19.0', versions: { napi } };
  runInNewContext(readFileSync(FILE, 'utf8'), { module, require, process });
  return module.exports as Loaded;
}

describe('the driver of SQLite', () => {
  const both = ['better-sqlite3', 'better-sqlite3-napi'];

  it('is the one that does not end the process: Node-API from version 10 on, before that the compiled one', () => {
    expect(load('9', both).name).toBe('better-sqlite3');
    expect(load('10', both).name).toBe('better-sqlite3-napi');
    expect(load('11', both).name).toBe('better-sqlite3-napi');
  });

  it('says what to do where it is not installed, and never takes the other', () => {
    expect(() => load('9', ['better-sqlite3-napi'])).toThrow(/better-sqlite3 is not installed.*npm ci.*C\+\+/);
    expect(() => load('10', ['better-sqlite3'])).toThrow(/better-sqlite3-napi is not installed.*npm ci/);
  });

  it('is in the lock file as npm must find it: 12 before Node 22.14 alone, 13 never compiled (npm forgets both when it rewrites the file)', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, object> };
    expect(packages['node_modules/better-sqlite3']).toMatchObject({
      optional: true,
      engines: { node: '>=20.19.0 <22.14.0' },
    });
    expect(packages['node_modules/better-sqlite3-napi']).toMatchObject({ optional: true, gypfile: false });
  });

  it('is there, on this Node', () => {
    const Database = createRequire(import.meta.url)('#sqlite') as new (file: string) => {
      prepare(sql: string): { get(): unknown };
    };
    expect(new Database(':memory:').prepare('SELECT 1 AS one').get()).toEqual({ one: 1 });
  });
});
