/** The contract of the key store (design.md 6, 7): each sentence is the name of a test, and every place of keys passes all. */
import { randomBytes } from 'node:crypto';
import { ApiKeys } from '../../src/access/api-keys.js';
import { openApiKeys } from '../../src/access/open-api-keys.js';
import { toMillis } from '../../src/ledger/dates.js';
import type { IndexEntry, KeyStore, NewKey, StoredKey } from '../../src/privacy/key-store.port.js';
import { Entropy } from '../../src/privacy/random.js';
import { SealKeys } from '../../src/privacy/seal-keys.js';
import { Vault } from '../../src/privacy/vault.js';

const NOW = '2026-03-10T12:00:00Z';
const AT = toMillis(NOW);

/** @param open another connection to the same keys: another process, for those that are shared */
export function keysContract(name: string, open: () => Promise<KeyStore>): void {
  describe(`${name} keeps the contract of the key store`, () => {
    let keys: KeyStore;
    let other: KeyStore;
    beforeAll(async () => {
      keys = await open();
      other = await open();
    });
    afterAll(async () => {
      await keys?.close();
      await other?.close();
    });

    const newKey = (subject: string): NewKey => {
      const id = randomBytes(12).toString('base64url');
      return { id, subject, purpose: 'collection', secret: keys.wrapping.wrap(randomBytes(32)) };
    };
    const subjectOf = (): string => `party-${randomBytes(8).toString('hex')}`;
    const entry = (subject: string, token = randomBytes(16)): IndexEntry => ({ subject, token });
    const made = async (subject = subjectOf(), entries: IndexEntry[] = []): Promise<StoredKey> => {
      const [key] = await keys.makeKeys([newKey(subject)], entries);
      if (!key) throw new Error('no key was made');
      return key;
    };

    it('A key that was made is found by its subject and by its id, from every process', async () => {
      const key = await made();
      for (const each of [keys, other]) {
        expect(await each.keyOf(key.subject, 'collection')).toEqual(key);
        expect(await each.keyById(key.id)).toEqual(key);
        expect(await each.keyIdsOf([key.subject, subjectOf()])).toEqual([key.id]);
      }
    });

    it('What is not there is not found', async () => {
      expect(await keys.keyOf(subjectOf(), 'collection')).toBeUndefined();
      expect(await keys.keyById('unknown')).toBeUndefined();
      expect(await keys.keyById('')).toBeUndefined();
      expect(await keys.subjectsWith(randomBytes(16))).toEqual([]);
    });

    it('Of processes that make a key for one subject at once, one makes it and all get it', async () => {
      const subjects = Array.from({ length: 20 }, subjectOf);
      const make = (store: KeyStore, order: readonly string[]): Promise<readonly StoredKey[]> =>
        store.makeKeys(
          order.map(newKey),
          order.map((subject) => entry(subject)),
        );
      const all = await Promise.all([
        make(keys, subjects),
        make(other, subjects.toReversed()),
        make(keys, subjects.toReversed()),
        make(other, subjects),
      ]);
      const bySubject = (some: readonly StoredKey[]): StoredKey[] =>
        some.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
      for (const some of all) expect(bySubject(some)).toEqual(bySubject(all[0] ?? []));
      expect(await keys.keyIdsOf(subjects)).toHaveLength(20);
    });

    it('All keys are listed, each once', async () => {
      const subjects = Array.from({ length: 300 }, subjectOf);
      const wanted = await keys.makeKeys(subjects.map(newKey), []);
      const listed: StoredKey[] = [];
      for await (const page of other.allKeys()) listed.push(...page);
      expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
      const byId = new Map(listed.map((key) => [key.id, key]));
      for (const key of wanted) expect(byId.get(key.id)).toEqual(key);
    });

    it('Destroying a key takes it and its entries; keys of others, and their entries of the same value, stay', async () => {
      const token = randomBytes(16);
      const [gone, stays] = [await made(), await made()];
      const own = randomBytes(16);
      await keys.addToIndex([entry(gone.subject, token), entry(stays.subject, token), entry(gone.subject, own)]);
      expect(await other.subjectsWith(token)).toEqual([gone.subject, stays.subject].sort());
      expect(await keys.destroyKeys([gone.id, 'unknown'])).toEqual({ subjects: [gone.subject] });
      for (const each of [keys, other]) {
        expect(await each.keyById(gone.id)).toBeUndefined();
        expect(await each.keyOf(gone.subject, 'collection')).toBeUndefined();
        expect(await each.subjectsWith(token)).toEqual([stays.subject]);
        expect(await each.subjectsWith(own)).toEqual([]);
        expect(await each.keyById(stays.id)).toEqual(stays);
      }
      expect(await other.destroyKeys([gone.id])).toEqual({ subjects: [] });
    });

    it('A subject whose key was destroyed gets another one', async () => {
      const first = await made();
      await keys.destroyKeys([first.id]);
      const second = await made(first.subject);
      expect(second.id).not.toBe(first.id);
      expect(second.secret).not.toEqual(first.secret);
    });

    it('Who destroys and who makes at the same time leave no entry without its key', async () => {
      const tokens = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const [{ id, subject }, token] = [await made(), randomBytes(16)];
          const again = (): Promise<unknown> => other.makeKeys([newKey(subject)], [entry(subject, token)]);
          await Promise.all([again(), keys.destroyKeys([id]), again()]);
          const left = await keys.keyIdsOf([subject]);
          if (left.length > 0) await other.destroyKeys(left);
          return token;
        }),
      );
      for (const token of tokens) expect(await keys.subjectsWith(token)).toEqual([]);
    });

    it('Of two secrets of one name the first stays', async () => {
      const name = `test-${subjectOf()}`;
      const [one, two] = [randomBytes(40), randomBytes(40)];
      const [a, b] = await Promise.all([keys.addSecret(name, one), other.addSecret(name, two)]);
      expect(a).toEqual(b);
      expect([one, two]).toContainEqual(a);
      expect((await other.secrets()).get(name)).toEqual(a);
    });

    it('A mark is what was written last', async () => {
      const name = subjectOf();
      expect(await keys.applied(name)).toBeUndefined();
      await keys.markApplied(name, 0);
      expect(await other.applied(name)).toBe(0);
      await other.markApplied(name, 7_000_000_000);
      expect(await keys.applied(name)).toBe(7_000_000_000);
    });

    it('Whoever is restricted stays so until that is lifted', async () => {
      const [one, two] = [subjectOf(), subjectOf()];
      await keys.restrict([one, two, one], true);
      await other.restrict([two], false);
      const restricted = await keys.restricted();
      expect([one, two].map((subject) => restricted.includes(subject))).toEqual([true, false]);
    });

    it('Keys that sign checkpoints are made once, and one more when that is asked', async () => {
      const [one, two] = await Promise.all([SealKeys.open(keys), SealKeys.open(other)]);
      const before = one.seeds().length;
      await one.add();
      await two.refresh();
      expect(two.seeds()).toEqual(one.seeds());
      expect(two.seeds()).toHaveLength(before + 1);
    });

    it('The first API key is made once, whoever asks at the same time', async () => {
      const access = await Promise.all([keys, other].map(openApiKeys));
      const firsts = await Promise.all([...access, ...access].map((each) => each.createFirst(NOW)));
      const made = firsts.filter((first) => first !== undefined);
      expect(made).toHaveLength(1);
      expect(await access[1]?.check(made[0]?.text ?? '', AT)).toMatchObject({ name: 'first', role: 'admin' });
      expect(await access[0]?.createFirst(NOW)).toBeUndefined();
    });

    it('API keys are let in and turned away as they are stored', async () => {
      const access = await openApiKeys(keys);
      const { key, text } = await access.create('desk', 'auditor', NOW, { portfolios: ['p'], personalData: true });
      expect(await access.check(text, AT)).toMatchObject({ id: key.id, portfolios: ['p'], personalData: true });
      await access.askRotation(key.id, 'key:one', 2, NOW);
      await access.askRotation(key.id, 'key:two', 3, NOW);
      expect(await access.rotationAsked(key.id)).toMatchObject({ asked_by: 'key:two', overlap_hours: 3 });
      const rotated = await access.rotate(key.id, 1, AT);
      expect(await access.rotationAsked(key.id)).toBeUndefined();
      expect(await access.check(text, AT + 3_599_999)).toBeDefined();
      expect(await access.check(text, AT + 3_600_000)).toBeUndefined();
      expect((await access.check(rotated.text, AT))?.lastUsed).toBe('2026-03-10');
      expect((await access.list()).find(({ id }) => id === key.id)).toMatchObject({ lastUsed: '2026-03-10' });
      expect(await access.revoke(key.id, NOW)).toBe(true);
      expect(await access.check(rotated.text, AT)).toBeUndefined();
    });

    it('Everybody who was shown a secret of an API key is kept, also of rotations at the same moment', async () => {
      const [one, two] = await Promise.all([keys, other].map(openApiKeys));
      const { key } = await (one as ApiKeys).create('desk', 'collector', NOW);
      const shownTo = ['key:a', 'key:b', 'key:c', 'key:d'];
      await Promise.all(shownTo.map((by, i) => ((i % 2 ? one : two) as ApiKeys).rotate(key.id, 24, AT, by)));
      expect([...((await one?.find(key.id))?.seenBy ?? [])].sort()).toEqual(shownTo);
    });

    it('What was asked of an API key is approved once, and only while it stands', async () => {
      const [one, two] = (await Promise.all([keys, other].map(openApiKeys))) as [ApiKeys, ApiKeys];
      const { key } = await one.create('desk', 'collector', NOW);
      const asked = await one.askRotation(key.id, 'key:a', 2, NOW);
      const both = await Promise.all([one, two].map((each, i) => each.rotateAsked(asked, AT, `key:${i}`)));
      expect(both.filter((made) => made !== undefined)).toHaveLength(1);
      const replaced = await one.askRotation(key.id, 'key:a', 2, NOW);
      await two.askRotation(key.id, 'key:z', 2, NOW);
      expect(await one.rotateAsked(replaced, AT)).toBeUndefined();
      expect(await one.rotationAsked(key.id)).toMatchObject({ asked_by: 'key:z' });
    });
  });
}

/** What holds where processes share keys: what one closes is closed for all, once that is over. */
export function sharedKeysContract(name: string, open: () => Promise<KeyStore>): void {
  describe(`${name} is shared by processes`, () => {
    let stores: readonly [KeyStore, KeyStore];
    let vaults: readonly [Vault, Vault];
    let access: readonly [ApiKeys, ApiKeys];
    beforeAll(async () => {
      stores = [await open(), await open()];
      vaults = [new Vault(stores[0], new Entropy()), new Vault(stores[1], new Entropy())];
      access = [await openApiKeys(stores[0]), await openApiKeys(stores[1])];
    });
    afterAll(async () => {
      for (const each of stores) await each.close();
    });

    it('A key that one process destroys is in the memory of no other when that is over', async () => {
      const subject = 'party-shared';
      const [one, two] = vaults;
      const key = await one.keyOf(subject);
      expect(await two.keyOf(subject)).toEqual(key);
      expect(await two.keyById(key.id)).toEqual(key);
      expect(await one.destroy([key.id])).toBe(1);
      expect(await two.keyById(key.id)).toBeUndefined();
      expect((await two.keyOf(subject)).id).not.toBe(key.id);
    });

    it('A key that is being read while it is destroyed is not kept', async () => {
      const [one, two] = vaults;
      const { id } = await one.keyOf('party-raced');
      const readings = Array.from({ length: 50 }, () => two.keyById(id));
      await one.destroy([id]);
      await Promise.all(readings);
      expect(await two.keyById(id)).toBeUndefined();
    });

    it('A restriction closes the values in every process, and its end opens them', async () => {
      const [one, two] = vaults;
      expect(await two.isClosed('party-restricted')).toBe(false);
      await one.restrict(['party-restricted'], true);
      expect(await two.isClosed('party-restricted')).toBe(true);
      await one.restrict(['party-restricted'], false);
      expect(await two.isClosed('party-restricted')).toBe(false);
    });

    it('An API key that one process makes, rotates and revokes is that for the other', async () => {
      const [one, two] = access;
      const { key, text } = await one.create('desk', 'admin', NOW);
      expect(await two.check(text, AT)).toBeDefined();
      const second = await one.rotate(key.id, 0, AT);
      expect([await two.check(text, AT), (await two.check(second.text, AT))?.id]).toEqual([undefined, key.id]);
      await two.revoke(key.id, NOW);
      expect(await one.check(second.text, AT)).toBeUndefined();
    });
  });
}
