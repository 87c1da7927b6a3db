/** The file of keys: wrapped under the master key, and brought there from the schema without one. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from '#sqlite';
import { openKeysDb } from './keys-db.js';
import { MasterKey, WrongMasterKey } from './master-key.js';
import { Entropy } from './random.js';
import { embeddedSecrets, LedgerSecrets } from './secrets.js';
import { Vault } from './vault.js';

/** As the first release made it. */
const SCHEMA_1 = `
  CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE subject_keys (
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL,
    key_id TEXT NOT NULL UNIQUE,
    secret BLOB NOT NULL,
    PRIMARY KEY (subject, purpose)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created TEXT NOT NULL,
    revoked TEXT
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-keys-'));
  file = join(folder, 'keys.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytesOf = (): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

interface Old {
  readonly secrets: Record<string, Buffer>;
  readonly keys: readonly Buffer[];
}

/** A file of the first schema with many keys, as they lay there: in clear. */
function oldFile(): Old {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(SCHEMA_1);
  const secrets = { id: randomBytes(32), mac: randomBytes(32) };
  for (const [name, value] of Object.entries(secrets)) db.prepare('INSERT INTO secrets VALUES (?, ?)').run(name, value);
  const keys = Array.from({ length: 500 }, () => randomBytes(32));
  const insert = db.prepare('INSERT INTO subject_keys VALUES (?, ?, ?, ?)');
  keys.forEach((key, i) => insert.run(`party-${i}`, 'collection', `key-${i}`, key));
  db.prepare("INSERT INTO api_keys VALUES ('a', ?, 'n', 'admin', '2026-01-01T00:00:00Z', NULL)").run(randomBytes(32));
  db.close();
  return { secrets, keys };
}

it('keys of the first schema are wrapped, all at once, and nothing of them is left in clear', async () => {
  const old = oldFile();
  expect(old.keys.filter((key) => bytesOf().includes(key))).toHaveLength(500);
  const db = openKeysDb(file);
  const vault = new Vault(db, new Entropy());
  for (const [i, key] of old.keys.entries()) expect((await vault.keyById(`key-${i}`))?.secret).toEqual(key);
  const bytes = bytesOf();
  expect([...old.keys, ...Object.values(old.secrets)].filter((key) => bytes.includes(key))).toEqual([]);
  expect(db.db.prepare('SELECT count(*) AS n FROM api_keys').get()).toEqual({ n: 1 });
  expect(db.db.pragma('user_version', { simple: true })).toBe(2);
  void db.close();
});

it("the ledger's secrets are the same before and after", () => {
  const { secrets } = oldFile();
  const db = openKeysDb(file);
  const other = openKeysDb(':memory:');
  for (const [name, value] of Object.entries(secrets)) {
    other.db.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)').run(name, other.wrapping.wrap(value));
  }
  expect(new LedgerSecrets(embeddedSecrets(db)).stream('case', ['a'])).toBe(
    new LedgerSecrets(embeddedSecrets(other)).stream('case', ['a']),
  );
  expect(new LedgerSecrets(embeddedSecrets(db)).mac('text')).toBe(
    new LedgerSecrets(embeddedSecrets(other)).mac('text'),
  );
  void other.close();
  void db.close();
});

it('an upgrade that fails half-way changes nothing', () => {
  const { keys } = oldFile();
  let wrapped = 0;
  const failing = (): MasterKey => {
    const key = new MasterKey(randomBytes(32), 'test');
    const wrap = key.wrap.bind(key);
    return Object.assign(key, {
      wrap(secret: Buffer) {
        wrapped += 1;
        if (wrapped > 250) throw new Error('out of power');
        return wrap(secret);
      },
    });
  };
  expect(() => openKeysDb(file, failing)).toThrow('out of power');
  const db = new Database(file);
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  expect(db.prepare("SELECT secret FROM subject_keys WHERE key_id = 'key-7'").get()).toEqual({ secret: keys[7] });
  db.close();
});

it('a wrong master key opens nothing and changes nothing', () => {
  const key = (byte: number): MasterKey => new MasterKey(Buffer.alloc(32, byte), 'QUITTANCE_MASTER_KEY');
  const db = openKeysDb(file, () => key(1));
  const before = new LedgerSecrets(embeddedSecrets(db)).mac('x');
  void db.close();
  const bytes = readFileSync(file);
  expect(() => openKeysDb(file, () => key(2))).toThrow(WrongMasterKey);
  expect(() => openKeysDb(file, () => key(2))).toThrow(/QUITTANCE_MASTER_KEY.*Nothing was changed/);
  expect(readFileSync(file)).toEqual(bytes);
  const again = openKeysDb(file, () => key(1));
  expect(new LedgerSecrets(embeddedSecrets(again)).mac('x')).toBe(before);
  void again.close();
});

it('the file of a newer program is left alone', () => {
  const db = openKeysDb(file);
  db.db.pragma('user_version = 99');
  void db.close();
  expect(() => openKeysDb(file)).toThrow('keys schema 99');
});

it('whose master key is lost is not opened with a new one', () => {
  void openKeysDb(file).close();
  rmSync(join(folder, 'master.key'));
  expect(() => openKeysDb(file)).toThrow(/master\.key is missing/);
  expect(readdirSync(folder)).not.toContain('master.key');
});
