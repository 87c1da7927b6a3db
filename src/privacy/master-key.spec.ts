import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterKey, MasterKeyError, masterKeyOf, WrongMasterKey } from './master-key.js';

const NONE = { masterKey: '', masterKeyFile: '' };
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('a master key', () => {
  it('wraps as RFC 3394, 4.6 does: 256 bits under 256 bits', () => {
    const key = new MasterKey(hex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'), 'test');
    const secret = hex('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f');
    const wrapped = '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21';
    expect(key.wrap(secret).toString('hex')).toBe(wrapped);
    expect(key.unwrap(hex(wrapped))).toEqual(secret);
  });

  it('opens nothing that another one wrapped, and nothing that was changed', () => {
    const [one, other] = [new MasterKey(randomBytes(32), 'a'), new MasterKey(randomBytes(32), 'b')];
    const wrapped = one.wrap(randomBytes(32));
    expect(() => other.unwrap(wrapped)).toThrow(WrongMasterKey);
    for (let byte = 0; byte < wrapped.length; byte++) {
      const changed = Buffer.from(wrapped);
      changed[byte] = (changed[byte] ?? 0) ^ 1;
      expect(() => one.unwrap(changed)).toThrow(WrongMasterKey);
    }
  });

  it('is 32 bytes', () => {
    expect(() => new MasterKey(Buffer.alloc(16), 'test')).toThrow(MasterKeyError);
  });
});

describe('where the master key comes from', () => {
  let folder: string;
  let keys: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-master-'));
    keys = join(folder, 'keys.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const beside = (): string => join(folder, 'master.key');

  it('the file beside the keys, made once, which only its owner may read', () => {
    const { id } = masterKeyOf(NONE, keys, true);
    expect(statSync(beside()).mode & 0o777).toBe(0o600);
    expect(masterKeyOf(NONE, keys, false).id).toBe(id);
    expect(masterKeyOf({ ...NONE, masterKey: readFileSync(beside(), 'utf8').trim() }, keys, false).id).toBe(id);
  });

  it('no file is made where keys are there that it could not open, nor where a key is set', () => {
    expect(() => masterKeyOf(NONE, keys, false)).toThrow(/master\.key is missing/);
    masterKeyOf({ ...NONE, masterKey: randomBytes(32).toString('base64') }, keys, true);
    expect(existsSync(beside())).toBe(false);
  });

  it('the file that is named, with or without an end of line', () => {
    const text = randomBytes(32).toString('base64');
    const file = join(folder, 'other.key');
    writeFileSync(file, `${text}\n`);
    const id = masterKeyOf({ ...NONE, masterKey: text }, keys, false).id;
    expect(masterKeyOf({ ...NONE, masterKeyFile: file }, keys, false).id).toBe(id);
    expect(() => masterKeyOf({ ...NONE, masterKeyFile: `${file}.gone` }, keys, false)).toThrow(/cannot be read/);
  });

  it.each([
    '',
    'short',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    `${randomBytes(32).toString('base64')}=`,
    randomBytes(32).toString('base64url').replace(/[A-Z]/, '-'),
    randomBytes(32).toString('hex'),
  ])('a text that is no key is refused and not repeated: %#', (text) => {
    const file = join(folder, 'bad.key');
    writeFileSync(file, text);
    const said = (() => {
      try {
        masterKeyOf({ ...NONE, masterKeyFile: file }, keys, true);
        return 'nothing';
      } catch (error) {
        return error instanceof MasterKeyError ? error.message : 'another error';
      }
    })();
    expect(said).toContain('is not 32 bytes in base64');
    if (text !== '') expect(said).not.toContain(text);
  });

  it('one of two settings, not both', () => {
    const both = { masterKey: randomBytes(32).toString('base64'), masterKeyFile: beside() };
    expect(() => masterKeyOf(both, keys, true)).toThrow(/Set one of them/);
  });
});
