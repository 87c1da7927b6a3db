/** What may begin anew beside what, when a ledger is opened. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig, type Config } from './config.js';
import { PORTFOLIO } from './ledger/ledger.js';
import { WrongMasterKey } from './privacy/master-key.js';
import { KeysMissing, LedgerMissing } from './ledger-files.js';
import { openRuntime } from './runtime.js';

let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-runtime-'));
  await (await openRuntime(config())).close();
});

afterEach(() => rmSync(folder, { recursive: true }));

const config = (more: Record<string, string> = {}): Config =>
  readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent', ...more });
const path = (name: string): string => join(folder, name);
const lost = (name: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(path(name) + end, { force: true });
};

it('keeps all its files for their owner alone', () => {
  const files = ['ledger.db', 'keys.db', 'read.db', 'master.key'];
  expect(files.map((name) => statSync(path(name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600]);
});

it('leaves no log of the read database behind when it is closed', () => {
  expect(['read.db-wal', 'read.db-shm'].filter((name) => existsSync(path(name)))).toEqual([]);
});

it('does not begin a ledger beside the keys of one that is gone', async () => {
  lost('ledger.db');
  await expect(openRuntime(config())).rejects.toThrow(LedgerMissing);
  await expect(openRuntime(config())).rejects.toThrow(
    /ledger\.db is missing\. Restore ledger\.db, or start in another/,
  );
  expect(existsSync(path('ledger.db'))).toBe(false);
});

it('begins keys beside an empty ledger: a first start that was killed comes to this', async () => {
  lost('keys.db');
  await (await openRuntime(config())).close();
  expect(existsSync(path('keys.db'))).toBe(true);
});

it('does not begin keys beside a ledger that holds facts', async () => {
  const runtime = await openRuntime(config());
  const command = { type: 'CreatePortfolio' as const, name: 'main', zone: 'Europe/Rome' };
  const stream = runtime.ids.stream('portfolio', ['main']);
  await runtime.transactor.run(PORTFOLIO, stream, { command, cmd: 'begin', by: 'key:test' });
  await runtime.close();
  lost('keys.db');
  await expect(openRuntime(config())).rejects.toThrow(KeysMissing);
  expect(existsSync(path('keys.db'))).toBe(false);
});

it.each(['ledger.db', 'keys.db'])('never takes %s for a read database', async (name) => {
  const before = readFileSync(path(name));
  const wrong = config({ QUITTANCE_READ_DB: `sqlite:${path(name)}` });
  await expect(openRuntime(wrong)).rejects.toThrow(ConfigError);
  expect(readFileSync(path(name))).toEqual(before);
});

it('builds a broken read.db anew, but leaves one that a setting names', async () => {
  const text = 'this is no database '.repeat(200);
  writeFileSync(path('read.db'), text);
  const runtime = await openRuntime(config());
  expect(runtime.projector.dropped).toHaveLength(1);
  await runtime.close();
  writeFileSync(path('other.db'), text);
  await expect(openRuntime(config({ QUITTANCE_READ_DB: `sqlite:${path('other.db')}` }))).rejects.toThrow(/other\.db/);
  expect(readFileSync(path('other.db'), 'utf8')).toBe(text);
});

it('lets go of the ledger when the read database cannot be opened', async () => {
  writeFileSync(path('other.db'), 'this is no database '.repeat(200));
  await expect(openRuntime(config({ QUITTANCE_READ_DB: `sqlite:${path('other.db')}` }))).rejects.toThrow();
  await (await openRuntime(config())).close();
});

it('is opened by the master key that its keys are wrapped under, wherever that comes from', async () => {
  const text = readFileSync(path('master.key'), 'utf8').trim();
  lost('keys.db');
  lost('ledger.db');
  rmSync(path('master.key'));
  await (await openRuntime(config({ QUITTANCE_MASTER_KEY: text }))).close();
  expect(existsSync(path('master.key'))).toBe(false);
  const before = readFileSync(path('keys.db'));
  const wrong = config({ QUITTANCE_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') });
  await expect(openRuntime(wrong)).rejects.toThrow(WrongMasterKey);
  await expect(openRuntime(config())).rejects.toThrow(/master\.key is missing/);
  expect(readFileSync(path('keys.db'))).toEqual(before);
});
