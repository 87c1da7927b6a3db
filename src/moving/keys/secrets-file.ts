/** The file of both secrets that processes which share keys are given: made of what lies in `keys.db`, or compared with it. */
import { existsSync } from 'node:fs';
import { givenSecrets, type SecretPair, WrongSecret } from '../../privacy/given-secrets.js';
import { writePrivate } from '../backup/sums.js';

/** @returns whether it was made @throws SecretsError where another is there already */
export function keepSecrets(file: string, pair: SecretPair): boolean {
  refuseOtherSecrets(file, pair);
  if (existsSync(file)) return false;
  writePrivate(file, `id=${pair.id.toString('base64')}\nmac=${pair.mac.toString('base64')}\n`);
  return true;
}

/** Writes nothing. @throws SecretsError where another is there already */
export function refuseOtherSecrets(file: string, { id, mac }: SecretPair): void {
  if (!existsSync(file)) return;
  const there = givenSecrets({ idSecret: '', macSecret: '', secretsFile: file });
  for (const [name, secret] of Object.entries({ id, mac }) as [keyof SecretPair, Buffer][]) {
    if (!there[name]?.equals(secret)) throw new WrongSecret(name, file);
  }
}
