/** Secrets that settings give: from the environment or a file, and only for a ledger that has none of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bothSecrets, fingerprintOf, givenSecrets } from './given-secrets.js';
import { openKeys, readKeys } from './open-keys.js';

const base64 = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const NONE = { idSecret: '', macSecret: '', secretsFile: '' };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-secrets-'));
  file = join(folder, 'secrets');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('come from two settings, or from one file', () => {
  const pair = { id: Buffer.alloc(32, 1), mac: Buffer.alloc(32, 2) };
  expect(bothSecrets({ ...NONE, idSecret: base64(1), macSecret: base64(2) })).toEqual(pair);
  writeFileSync(file, `# of the test ledger\n\nid = ${base64(1)}\nmac=${base64(2)}\n`);
  expect(bothSecrets({ ...NONE, secretsFile: file })).toEqual(pair);
  expect(givenSecrets(NONE)).toEqual({});
});

it.each([
  ['one of both', { idSecret: base64(1) }, /mac is missing/],
  ['what is not 32 bytes', { idSecret: 'c2hvcnQ=', macSecret: base64(2) }, /QUITTANCE_ID_SECRET is not 32 bytes/],
  ['a file that is not there', { secretsFile: '/nowhere/secrets' }, /cannot be read: ENOENT/],
])('%s is an error that says what is wrong and shows no secret', (_what, more, expected) => {
  expect(() => bothSecrets({ ...NONE, ...more })).toThrow(expected);
  expect(() => bothSecrets({ ...NONE, ...more })).not.toThrow(base64(1));
});

it('of a file with other lines, or beside a setting, are refused', () => {
  writeFileSync(file, `id=${base64(1)}\npassword=x\n`);
  expect(() => givenSecrets({ ...NONE, secretsFile: file })).toThrow("neither 'id=…' nor 'mac=…'");
  expect(() => givenSecrets({ ...NONE, secretsFile: file, idSecret: base64(1) })).toThrow('Set one of them');
});

it('have fingerprints that differ by secret and by use, and hold nothing of it', () => {
  const prints = [fingerprintOf('id', Buffer.alloc(32, 1)), fingerprintOf('id', Buffer.alloc(32, 2))];
  prints.push(fingerprintOf('mac', Buffer.alloc(32, 1)));
  expect(new Set(prints).size).toBe(3);
  for (const print of prints) expect(print).toMatch(/^[0-9a-f]{32}$/);
});

it('begin an embedded ledger, and are held against it afterwards', async () => {
  const settings = { ...NONE, data: folder, keys: '', masterKey: base64(9), masterKeyFile: '' };
  const first = await openKeys({ ...settings, idSecret: base64(1), macSecret: base64(2) });
  const id = first.ids.stream('case', ['a']);
  await first.keys.close();
  const second = await openKeys(settings);
  expect(second.ids.stream('case', ['a'])).toBe(id);
  await second.keys.close();
  await expect(openKeys({ ...settings, idSecret: base64(3) })).rejects.toThrow(/The id secret is not the one/);
  const read = await readKeys(settings);
  expect(read.ids.stream('case', ['a'])).toBe(id);
  await read.keys.close();
});
