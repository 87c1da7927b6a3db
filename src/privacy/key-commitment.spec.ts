/**
 * F19, the key-commitment attack (proofs/faults.md): one ciphertext with one tag is made that opens validly under two keys,
 * and the key is exchanged afterwards. Bare GCM takes both; the vault takes the first. `npm run faults -- commitment` tries many.
 */
import { randomBytes } from 'node:crypto';
import type { AnyFact } from '../ledger/fact.js';
import { disclosureDigest, readDisclosure } from '../seal/disclosure.js';
import { forge, PLACE, whole } from './gcm-forgery.fixture.js';
import { openKeysDb } from './keys-db.js';
import { Entropy } from './random.js';
import { Vault } from './vault.js';

it('a second opening that AES-GCM takes is rejected', async () => {
  const db = openKeysDb(':memory:');
  const vault = new Vault(db, new Entropy());
  const { id, secret: one } = await vault.keyOf(PLACE.stream);
  const two = randomBytes(32);
  const { sealed, first, second } = forge(one, two, whole('promised 9,500 CNY'));
  // The attack works: both open without complaint, to different texts, and the second is a disclosure in good form.
  expect(first).not.toBe(second);
  expect(readDisclosure(second)).toMatchObject({ name: 'text', value: 'promised 9,500 CNY' });

  const meta = JSON.stringify({ prev: '', sd: [{ k: id, n: 'text', c: sealed.toString('base64url') }] });
  const fact = { id: PLACE.event, stream: PLACE.stream, meta, _sd: [disclosureDigest(first)] } as unknown as AnyFact;
  db.db.prepare('UPDATE subject_keys SET secret = ? WHERE key_id = ?').run(db.wrapping.wrap(two), id);
  await expect(new Vault(db, new Entropy()).open(fact)).rejects.toThrow('does not match its digest');

  // Only the digest stands in the way: with the other one in the body it would have been taken.
  const committed = { ...fact, _sd: [disclosureDigest(second)] } as AnyFact;
  expect(await new Vault(db, new Entropy()).open(committed)).toEqual({ text: 'promised 9,500 CNY' });
  void db.close();
});
