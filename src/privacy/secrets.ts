/** The ledger's own secrets: ids and command digests are keyed with them. `keys.db` has them made at its first start. */
import { randomBytes } from 'node:crypto';
import type { IdPort } from '../ledger/ports.js';
import { KeyedHash } from './keyed-hash.js';
import { WrongSecret, type SecretPair } from './given-secrets.js';
import type { SqliteKeys } from './sqlite-keys.js';

/**
 * The secrets that lie in `keys.db`.
 * @param given those of the settings: for a file that has none yet, and for nothing else
 * @throws WrongSecret where another one lies there
 */
export function embeddedSecrets(keys: SqliteKeys, given: Partial<SecretPair> = {}): SecretPair {
  const secret = (name: keyof SecretPair): Buffer => {
    const known = keys.secretsNow().get(name);
    const set = given[name];
    if (!known) return keys.wrapping.unwrap(keys.addSecretNow(name, keys.wrapping.wrap(set ?? randomBytes(32))));
    const secret = keys.wrapping.unwrap(known);
    if (set && !set.equals(secret)) throw new WrongSecret(name, keys.place);
    return secret;
  };
  return { id: secret('id'), mac: secret('mac') };
}

/** The first 16 bytes as a UUID of version 8 (RFC 9562: custom). */
function uuid(hex: string): string {
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Ids that tell nothing: HMAC-SHA256 of their parts under the id secret (design.md 3). */
export class LedgerSecrets implements IdPort {
  private readonly ids: KeyedHash;
  private readonly macs: KeyedHash;

  constructor({ id, mac }: SecretPair) {
    this.ids = new KeyedHash(id);
    this.macs = new KeyedHash(mac);
  }

  stream(category: string, parts: readonly string[]): string {
    return `${category}-${this.id([category, ...parts])}`;
  }

  part(kind: string, stream: string, cmd: string): string {
    return this.id([kind, stream, cmd]);
  }

  mac(text: string): string {
    return this.macs.short(text);
  }

  private id(parts: readonly string[]): string {
    return uuid(this.ids.hex(JSON.stringify(parts)));
  }
}
