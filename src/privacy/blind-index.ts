/**
 * Whom a value belongs to, without the value: keyed digests under a secret of their own, in a table beside the keys. What is
 * known of a subject goes with its key; whoever lacks the secret learns nothing, whoever has it could try every number, so
 * that it lies wrapped like a key.
 */
import { createHmac } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { SearchedValue } from '../ledger/party/index.js';
import type { KeysDb } from './keys-db.js';
import { secret } from './secrets.js';

const TOKEN_BYTES = 16;

export class BlindIndex {
  private readonly secret: Buffer;
  private readonly insert: Statement<[Buffer, string]>;
  private readonly remove: Statement<[string]>;
  private readonly find: Statement<[Buffer], { subject: string }>;

  constructor(db: KeysDb) {
    this.secret = secret(db, 'blind');
    this.insert = db.prepare('INSERT INTO blind_index (token, subject) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.remove = db.prepare('DELETE FROM blind_index WHERE subject = ?');
    this.find = db.prepare('SELECT subject FROM blind_index WHERE token = ? ORDER BY subject');
  }

  /** In the transaction of its caller. */
  add(subject: string, value: SearchedValue): void {
    this.insert.run(this.token(value), subject);
  }

  forget(subject: string): void {
    this.remove.run(subject);
  }

  /** Whoever has that value, or had it. */
  subjectsWith(value: SearchedValue): string[] {
    return this.find.all(this.token(value)).map(({ subject }) => subject);
  }

  private token({ kind, text }: SearchedValue): Buffer {
    return createHmac('sha256', this.secret).update(`${kind}\0${text}`).digest().subarray(0, TOKEN_BYTES);
  }
}
