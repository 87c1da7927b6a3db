import { createCipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyFact } from '../ledger/fact.js';
import type { SealedFields } from '../ledger/ports.js';
import { disclosure, disclosureDigest } from '../seal/disclosure.js';
import { openKeysDb, type KeysDb } from './keys-db.js';
import { Entropy } from './random.js';
import { Vault } from './vault.js';

const PLACE = { stream: 'party-1', event: '019d43c3-d200-7003-8a98-5dee69fb0b66' };
const FIELDS = { name: 'Rosa Bianchi', birthDate: '1980-02-29', address: 'Via Roma 1, 70121 Bari' };

/** A stored fact with these disclosures beside its body. */
function factOf({ digests, sealed }: SealedFields, place = PLACE): AnyFact {
  const meta = JSON.stringify({ prev: '', sd: sealed });
  return { id: place.event, stream: place.stream, meta, _sd: digests } as unknown as AnyFact;
}

describe('the vault', () => {
  let folder: string;
  let file: string;
  let db: KeysDb;
  let vault: Vault;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quittance-'));
    file = join(folder, 'keys.db');
    db = openKeysDb(file);
    vault = new Vault(db, new Entropy());
  });
  afterEach(() => {
    void db.close();
    rmSync(folder, { recursive: true });
  });

  const count = (): number => db.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM subject_keys').get()?.n ?? 0;

  describe('a key', () => {
    it('belongs to one subject and stays the same', async () => {
      const key = await vault.keyOf('party-1');
      expect(key.secret).toHaveLength(32);
      expect(await vault.keyOf('party-1')).toEqual(key);
      expect(await new Vault(db, new Entropy()).keyOf('party-1')).toEqual(key);
      expect((await vault.keyOf('party-2')).secret).not.toEqual(key.secret);
      expect(count()).toBe(2);
    });

    it('is stored before anybody gets it', async () => {
      const key = await vault.keyOf('party-1');
      const other = openKeysDb(file);
      const row = other.db.prepare('SELECT secret FROM subject_keys WHERE key_id = ?').get(key.id) as {
        secret: Buffer;
      };
      expect(other.wrapping.unwrap(row.secret)).toEqual(key.secret);
      void other.close();
    });

    it('is made once, however many ask at the same time', async () => {
      const asked = Array.from({ length: 100 }, (_, i) => vault.keyOf(`party-${i % 10}`));
      const keys = await Promise.all(asked);
      expect(count()).toBe(10);
      for (const [i, key] of keys.entries()) expect(key).toEqual(keys[i % 10]);
    });

    it('that another process made meanwhile is the one', async () => {
      const other = openKeysDb(file);
      const [mine, theirs] = [vault.keyOf('party-1'), new Vault(other, new Entropy()).keyOf('party-1')];
      expect(await mine).toEqual(await theirs);
      void other.close();
    });

    it('has an id that tells nothing of its subject', async () => {
      const key = await vault.keyOf('party-1');
      expect(key.id).not.toContain('party');
      expect(await vault.keyById(key.id)).toEqual(key);
      expect(await vault.keyById('unknown')).toBeUndefined();
    });

    it('lies in a file that only its owner may read', () => {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    });

    it('lies there wrapped: no byte of it stands in the file', async () => {
      const { secret } = await vault.keyOf('party-1');
      const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
      expect(bytes.some((each) => each.includes(secret))).toBe(false);
    });
  });

  describe('personal values', () => {
    it('are opened again from what stands beside the body', async () => {
      const fact = factOf(vault.seal(await vault.keyOf('party-1'), PLACE, FIELDS));
      expect(await vault.open(fact)).toEqual(FIELDS);
      expect(await new Vault(db, new Entropy()).open(fact)).toEqual(FIELDS);
    });

    it('may be any text', async () => {
      const fields = { empty: '', wide: '催收 🏦 \u0000 "', long: 'x'.repeat(32_768) };
      const fact = factOf(vault.seal(await vault.keyOf('party-1'), PLACE, fields));
      expect(await vault.open(fact)).toEqual(fields);
    });

    it('stand in no byte of what is stored', async () => {
      const { sealed, digests } = vault.seal(await vault.keyOf('party-1'), PLACE, FIELDS);
      const stored = JSON.stringify([sealed, digests]);
      const bytes = [stored, ...sealed.map(({ c }) => Buffer.from(c, 'base64url').toString('latin1'))];
      bytes.push(...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')));
      for (const each of bytes) for (const value of Object.values(FIELDS)) expect(each).not.toContain(value);
    });

    it('have digests that are sorted: their order does not tell which is which', async () => {
      const key = await vault.keyOf('party-1');
      const { digests, sealed } = vault.seal(key, PLACE, FIELDS);
      expect(digests.toSorted()).toEqual(digests);
      expect(sealed.map(({ n }) => n)).toEqual(Object.keys(FIELDS));
      expect(new Set(sealed.map(({ k }) => k))).toEqual(new Set([key.id]));
    });

    it('are sealed anew each time: equal values do not show', async () => {
      const key = await vault.keyOf('party-1');
      const [one, two] = [vault.seal(key, PLACE, FIELDS), vault.seal(key, PLACE, FIELDS)];
      for (const [i, sealed] of one.sealed.entries()) {
        expect(sealed.c.slice(0, 16)).not.toBe(two.sealed[i]?.c.slice(0, 16));
      }
      expect(one.digests.filter((digest) => two.digests.includes(digest))).toEqual([]);
    });

    it('are gone with their key; those of others stay', async () => {
      const one = factOf(vault.seal(await vault.keyOf('party-1'), PLACE, { name: 'Rosa' }));
      const two = factOf(vault.seal(await vault.keyOf('party-2'), PLACE, { name: 'Aldo' }));
      db.db.prepare("DELETE FROM subject_keys WHERE subject = 'party-1'").run();
      const after = new Vault(db, new Entropy());
      expect(await after.open(one)).toEqual({ name: null });
      expect(await after.open(two)).toEqual({ name: 'Aldo' });
    });

    it('of a fact that has none are none', async () => {
      expect(await vault.open({ meta: '{"prev":""}' } as AnyFact)).toEqual({});
    });
  });

  describe('what was changed is not opened', () => {
    const flip = (text: string, at: number): string => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes.toString('base64url');
    };

    it.each([
      ['the first byte of the nonce', 0],
      ['a byte of the text', 12],
      ['the last byte of the tag', -1],
    ])('%s', async (_what, at) => {
      const fields = vault.seal(await vault.keyOf('party-1'), PLACE, { name: 'Rosa' });
      const [one] = fields.sealed;
      if (!one) throw new Error('nothing sealed');
      const length = Buffer.from(one.c, 'base64url').length;
      const changed = { ...one, c: flip(one.c, at < 0 ? length + at : at) };
      await expect(vault.open(factOf({ ...fields, sealed: [changed] }))).rejects.toThrow();
    });

    it.each([
      ['to another event', { ...PLACE, event: '019d43c3-d200-7003-8a98-5dee69fb0b67' }],
      ['to another stream', { ...PLACE, stream: 'party-2' }],
    ])('a disclosure that was moved %s', async (_what, place) => {
      const fields = vault.seal(await vault.keyOf('party-1'), PLACE, { name: 'Rosa' });
      await expect(vault.open(factOf(fields, place))).rejects.toThrow();
    });

    it('a disclosure under the name of another field', async () => {
      const fields = vault.seal(await vault.keyOf('party-1'), PLACE, FIELDS);
      const renamed = fields.sealed.map((each) => (each.n === 'name' ? { ...each, n: 'address' } : each));
      await expect(vault.open(factOf({ ...fields, sealed: renamed }))).rejects.toThrow();
    });

    it('a disclosure that was sealed afterwards: the body does not know its digest', async () => {
      const key = await vault.keyOf('party-1');
      const [before, after] = [vault.seal(key, PLACE, { name: 'Rosa' }), vault.seal(key, PLACE, { name: 'Rita' })];
      const forged = factOf({ digests: before.digests, sealed: after.sealed });
      await expect(vault.open(forged)).rejects.toThrow("the disclosure 'name'");
    });

    it('a disclosure that names another field than its place', async () => {
      const key = await vault.keyOf('party-1');
      const text = disclosure('salt', 'address', 'Via Roma 1');
      const cipher = createCipheriv('aes-256-gcm', key.secret, Buffer.alloc(12));
      cipher.setAAD(Buffer.from(`${PLACE.stream}|${PLACE.event}|name`));
      const c = Buffer.concat([Buffer.alloc(12), cipher.update(text), cipher.final(), cipher.getAuthTag()]);
      const forged = {
        digests: [disclosureDigest(text)],
        sealed: [{ k: key.id, n: 'name', c: c.toString('base64url') }],
      };
      await expect(vault.open(factOf(forged))).rejects.toThrow('the ledger was changed');
    });
  });

  it('a digest for comparison depends on the subject: equal values of two people do not show', async () => {
    const [one, two] = [await vault.keyOf('party-1'), await vault.keyOf('party-2')];
    expect(vault.mac(one, 'Rosa')).toBe(vault.mac(one, 'Rosa'));
    expect(vault.mac(one, 'Rosa')).not.toBe(vault.mac(two, 'Rosa'));
    expect(vault.mac(one, 'Rosa')).not.toBe(vault.mac(one, 'Rita'));
  });
});
