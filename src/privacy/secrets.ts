/** The ledger's own secrets, made once at first start: ids and command digests are keyed with them. */
import { randomBytes } from 'node:crypto';
import type { IdPort } from '../ledger/ports.js';
import { KeyedHash } from './keyed-hash.js';
import type { KeysDb } from './keys-db.js';

/** A secret of the ledger by its name, made where there is none. */
export function secret(db: KeysDb, name: string): Buffer {
  const find = db.prepare<[string], { value: Buffer }>('SELECT value FROM secrets WHERE name = ?');
  const known = find.get(name);
  if (known) return db.wrapping.unwrap(known.value);
  db.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)').run(name, db.wrapping.wrap(randomBytes(32)));
  return db.wrapping.unwrap((find.get(name) as { value: Buffer }).value);
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

  constructor(db: KeysDb) {
    this.ids = new KeyedHash(secret(db, 'id'));
    this.macs = new KeyedHash(secret(db, 'mac'));
  }

  stream(category: string, parts: readonly string[]): string {
    return `${category}-${this.id([category, ...parts])}`;
  }

  part(kind: string, stream: string, cmd: string): string {
    return this.id([kind, stream, cmd]);
  }

  mac(text: string): string {
    return Buffer.from(this.macs.hex(text).slice(0, 32), 'hex').toString('base64url');
  }

  private id(parts: readonly string[]): string {
    return uuid(this.ids.hex(JSON.stringify(parts)));
  }
}
