/** The master key is changed under a ledger's keys: killed at each moment, exactly one of both keys opens everything. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keysRotateMaster } from '../../src/cli/answers/keys-rotate-master.js';
import { readConfig } from '../../src/config.js';
import type { KeyStore } from '../../src/privacy/key-store.port.js';
import { masterKeyIdOf, openKeysDb } from '../../src/privacy/keys-db.js';
import { masterKeyFrom, MasterKeyChanged } from '../../src/privacy/master-key.js';
import { openKeys } from '../../src/privacy/open-keys.js';
import { SealKeys } from '../../src/privacy/seal-keys.js';
import { acquireLedgerLock } from '../../src/store/sqlite/lock.js';
import { compiledCheckout } from '../support/compiled.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { runAnswer, type Answered } from '../support/run-answer.js';

const KILLED = fileURLToPath(new URL('../faults/rotate-writer.js', import.meta.url));
const SUBJECTS = Array.from({ length: 1_000 }, (_, i) => `party-${i}`);
const secret = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'quittance-rotate-'));
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

const plain = new Map(SUBJECTS.map((subject) => [subject, randomBytes(32)]));

async function fill(keys: KeyStore): Promise<void> {
  const wanted = SUBJECTS.map((subject, i) => {
    const id = `${'ABCxyz09-_'.charAt(i % 10)}${i}`;
    return { id, subject, purpose: 'collection', secret: keys.wrapping.wrap(plain.get(subject) as Buffer) };
  });
  await keys.makeKeys(wanted, []);
  await SealKeys.open(keys);
}

/** Every key and secret unwraps to what it was. */
async function isWhole(keys: KeyStore, seed: Buffer): Promise<boolean> {
  let same = 0;
  for await (const page of keys.allKeys()) {
    for (const key of page) if (keys.wrapping.unwrap(key.secret).equals(plain.get(key.subject) as Buffer)) same += 1;
  }
  return same === SUBJECTS.length && (await SealKeys.open(keys)).seeds()[0]?.equals(seed) === true;
}

const rotate = (data: string, to: string, settings = {}): Promise<Answered> =>
  runAnswer(data, (cli) => keysRotateMaster(cli, { to }), settings);

/** A new master key in a file. */
function nextKey(data: string, name = 'next.key'): { file: string; id: string } {
  const file = join(data, name);
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`);
  return { file, id: masterKeyFrom(readFileSync(file, 'utf8'), file).key.id };
}

/** Rotates in a process of its own that kills itself at a moment. */
async function killedAt(moment: string, env: Readonly<Record<string, string>>, to: string): Promise<string | null> {
  const from = await compiledCheckout();
  const child = spawnSync(process.execPath, ['--no-warnings', KILLED, from, moment, to], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (child.signal === null) throw new Error(`not killed at ${moment}: ${child.stdout}${child.stderr}`);
  return child.signal;
}

describe('keys.db', () => {
  async function ledger(): Promise<{ data: string; seed: Buffer; open: (more?: object) => Promise<KeyStore> }> {
    const data = folder();
    const open = async (more: object = {}): Promise<KeyStore> =>
      (await openKeys(readConfig({ QUITTANCE_DATA: data, ...more }))).keys;
    const keys = await open();
    await fill(keys);
    const seed = (await SealKeys.open(keys)).seeds()[0] as Buffer;
    await keys.close();
    return { data, seed, open };
  }

  it.each(['wrapping', 'wrapped', 'swept'])(
    'is whole after a kill at the moment "%s", and then it is finished',
    async (moment) => {
      const { data, seed, open } = await ledger();
      const old = masterKeyIdOf(join(data, 'keys.db')) as string;
      const next = nextKey(data);
      expect(await killedAt(moment, { QUITTANCE_DATA: data, QUITTANCE_LOG: 'silent' }, next.file)).toBe('SIGKILL');
      expect(masterKeyIdOf(join(data, 'keys.db'))).toBe(moment === 'wrapping' ? old : next.id);
      // A server starts with whichever it is; nothing has to be set or moved.
      const keys = await open();
      expect(await isWhole(keys, seed)).toBe(true);
      await keys.close();
      const done = await rotate(data, next.file);
      expect(done).toMatchObject({ exit: 0, document: { to: next.id, already: moment !== 'wrapping' } });
      expect(readFileSync(join(data, 'master.key'), 'utf8')).toBe(readFileSync(next.file, 'utf8'));
      expect(readdirSync(data).filter((name) => name.startsWith('master.key'))).toEqual([
        'master.key',
        `master.key.${old}`,
      ]);
      const after = await open();
      expect(await isWhole(after, seed)).toBe(true);
      await after.close();
    },
  );

  it('holds no key under the old master key any more, in any byte of its files', async () => {
    const { data } = await ledger();
    const file = join(data, 'keys.db');
    const before = openKeysDb(file);
    const wrapped = before.db.prepare<[], Buffer>('SELECT secret FROM subject_keys').pluck().all();
    await before.close();
    const next = nextKey(data);
    expect((await rotate(data, next.file)).document).toMatchObject({ keys: SUBJECTS.length, secrets: 3 });
    const bytes = readdirSync(data)
      .filter((name) => name.startsWith('keys.db'))
      .map((name) => readFileSync(join(data, name)));
    // A sample: searching for all of them takes a minute.
    const found = wrapped.filter((_, i) => i % 50 === 0).filter((some) => bytes.some((all) => all.includes(some)));
    expect(found).toEqual([]);
  });

  it('under keys of settings: both are accepted around the change, and one line says what is wrong', async () => {
    const { data, seed, open } = await ledger();
    const old = join(data, 'old.key');
    writeFileSync(old, readFileSync(join(data, 'master.key')));
    rmSync(join(data, 'master.key'));
    const next = nextKey(data);
    const set = { QUITTANCE_MASTER_KEY_FILE: old };
    expect(await rotate(data, next.file, set)).toMatchObject({ exit: 0, document: { keys: SUBJECTS.length } });
    expect(existsSync(join(data, 'master.key'))).toBe(false);
    const both = await open({ ...set, QUITTANCE_MASTER_KEY_NEXT_FILE: next.file });
    expect(await isWhole(both, seed)).toBe(true);
    await both.close();
    expect(await open(set).catch(String)).toMatch(/The master key is not the one that keys.db is wrapped under/);
    expect(await rotate(data, next.file, set)).toMatchObject({ exit: 0, document: { already: true, keys: 0 } });
  });

  it('changes nothing where it is refused', async () => {
    const { data } = await ledger();
    const id = masterKeyIdOf(join(data, 'keys.db'));
    const broken = join(data, 'broken.key');
    writeFileSync(broken, 'short\n');
    chmodSync(broken, 0o600);
    const next = nextKey(data);
    const lock = acquireLedgerLock(data, { what: 'serve' });
    expect(await rotate(data, next.file)).toMatchObject({
      exit: 6,
      message: expect.stringMatching(/serve.*Stop it/),
    });
    if ('release' in lock) lock.release();
    expect(await rotate(data, broken)).toMatchObject({ exit: 2, message: expect.stringMatching(/not 32 bytes/) });
    expect(await rotate(data, join(data, 'none'))).toMatchObject({
      exit: 2,
      message: expect.stringMatching(/be read/),
    });
    expect(await rotate(data, '')).toMatchObject({ exit: 2, message: expect.stringMatching(/--to <file>/) });
    expect((await rotate(folder(), next.file)).exit).toBe(4);
    expect(masterKeyIdOf(join(data, 'keys.db'))).toBe(id);
    expect(readdirSync(data).filter((name) => name.startsWith('master.key'))).toEqual(['master.key']);
  });
});

(POSTGRES_HERE ? describe : describe.skip)(`schema keys${WITHOUT_POSTGRES}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await testPostgres();
  });
  afterAll(() => postgres?.stop());

  it('is whole after a kill at each moment, lets no process write under the old key, and finishes', async () => {
    const data = folder();
    const old = join(data, 'old.key');
    writeFileSync(old, `${secret(1)}\n`);
    const next = nextKey(data);
    const env = {
      QUITTANCE_DATA: data,
      QUITTANCE_LOG: 'silent',
      QUITTANCE_KEYS: postgres.url,
      QUITTANCE_MASTER_KEY_FILE: old,
      QUITTANCE_ID_SECRET: secret(2),
      QUITTANCE_MAC_SECRET: secret(3),
    };
    const open = async (more: object = {}): Promise<KeyStore> => (await openKeys(readConfig({ ...env, ...more }))).keys;
    const first = await open();
    await fill(first);
    const seed = (await SealKeys.open(first)).seeds()[0] as Buffer;
    expect(await rotate(data, next.file, env)).toMatchObject({ exit: 6, message: expect.stringMatching(/Stop every/) });
    await first.close();

    const both = { QUITTANCE_MASTER_KEY_NEXT_FILE: next.file };
    for (const moment of ['wrapping', 'wrapped']) {
      await killedAt(moment, env, next.file);
      const keys = await open(both);
      expect([moment, keys.wrapping.id === next.id]).toEqual([moment, moment === 'wrapped']);
      expect(await isWhole(keys, seed)).toBe(true);
      await keys.close();
    }
    expect(await rotate(data, next.file, env)).toMatchObject({ exit: 0, document: { already: true } });
    expect(await open().catch(String)).toMatch(/The master key is not the one that postgres:/);

    // A process that was not seen, by a pooler or a broken line: its transaction finds out.
    const late = await open({ QUITTANCE_MASTER_KEY_FILE: next.file });
    const stale = masterKeyFrom(readFileSync(old, 'utf8'), old).key;
    Object.assign(late, { wrapping: stale });
    const key = { id: 'Zlate', subject: 'party-late', purpose: 'collection', secret: stale.wrap(randomBytes(32)) };
    expect(await late.makeKeys([key], []).catch((error: unknown) => error)).toBeInstanceOf(MasterKeyChanged);
    expect(await late.addSecret('late', key.secret).catch((error: unknown) => error)).toBeInstanceOf(MasterKeyChanged);
    expect(await late.keyOf('party-late', 'collection')).toBeUndefined();
    await late.close();
  }, 60_000);
});
