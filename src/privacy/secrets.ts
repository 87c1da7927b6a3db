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

const [DASH, EIGHT] = [0x2d, 0x38];
/** The characters of a UUID, for one after the other. */
const CHARS = new Array<number>(36).fill(DASH);
/** Where a dash stands before a digit of the hexadecimal text. */
const GROUPS: ReadonlySet<number> = new Set([8, 12, 16, 20]);

/**
 * The first 16 bytes as a UUID of version 8 (RFC 9562: custom). Of single characters: a text put together from pieces keeps
 * them all until somebody reads it.
 */
function uuid(hex: string): string {
  let at = 0;
  for (let i = 0; i < 32; i++) {
    if (GROUPS.has(i)) at += 1;
    CHARS[at++] = hex.charCodeAt(i);
  }
  CHARS[14] = EIGHT;
  CHARS[19] = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16).charCodeAt(0);
  return String.fromCharCode.apply(undefined, CHARS);
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
