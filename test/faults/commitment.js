// F19: the key-commitment attack. Ciphertexts are forged that AES-GCM opens under two keys, to two texts; the key is exchanged,
// and the vault is asked. With `--sabotage no-digest` the fact commits to nothing but the ciphertext, as bare GCM would have it.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { load, random } from './base.js';

/** @returns the exit code: 0 when every second opening was rejected, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      attacks: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  // The attack is no part of the product: it is always taken from the sources.
  const { forge, whole, PLACE } = await load('src', 'privacy/gcm-forgery.fixture.js');
  const vaults = await vaultsOf(values.from);
  const next = random(Number(values.seed));
  const sum = { forged: 0, rejected: 0, accepted: 0 };
  for (let n = 0; n < Number(values.attacks); n++) {
    const two = keyOf(next);
    const { db, id, secret: one } = await vaults.fresh(PLACE.stream);
    const told = `promised ${1 + Math.floor(next() * 99_999)} CNY`;
    const { sealed, first, second } = forge(one, two, whole(told));
    if (first !== second && second.length > 0) sum.forged += 1;
    const meta = JSON.stringify({ prev: '', sd: [{ k: id, n: 'text', c: sealed.toString('base64url') }] });
    const committed = values.sabotage === 'no-digest' ? [first, second] : [first];
    const fact = { id: PLACE.event, stream: PLACE.stream, meta, _sd: committed.map(vaults.digest) };
    db.db.prepare('UPDATE subject_keys SET secret = ? WHERE key_id = ?').run(db.wrapping.wrap(two), id);
    const opened = await vaults
      .over(db)
      .open(fact)
      .then(
        ({ text }) => text,
        () => undefined,
      );
    if (opened === told) sum.accepted += 1;
    else if (opened === undefined) sum.rejected += 1;
    db.close();
  }
  const { forged, rejected, accepted } = sum;
  process.stdout.write(
    `commitment: ciphertexts that AES-GCM opens twice ${forged}, second openings rejected ${rejected}, accepted ${accepted}, seed ${values.seed}\n`,
  );
  return forged > 0 && rejected === forged && accepted === 0 ? 0 : 1;
}

async function vaultsOf(from) {
  const { openKeysDb } = await load(from, 'privacy/keys-db.js');
  const { Entropy } = await load(from, 'privacy/random.js');
  const { Vault } = await load(from, 'privacy/vault.js');
  const { disclosureDigest: digest } = await load(from, 'seal/disclosure.js');
  const over = (db) => new Vault(db, new Entropy());
  const fresh = async (subject) => {
    const db = openKeysDb(':memory:');
    return { db, ...(await over(db).keyOf(subject)) };
  };
  return { over, fresh, digest };
}

/** 32 bytes from the seed. */
function keyOf(next) {
  return createHash('sha256').update(String(next())).digest();
}
