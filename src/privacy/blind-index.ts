/**
 * Whom a value belongs to, without the value: keyed digests under a secret of their own, in a table beside the keys. What is
 * known of a subject goes with its key; whoever lacks the secret learns nothing, whoever has it could try every number, so
 * that it lies wrapped like a key.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { SearchedValue } from '../ledger/party/index.js';
import { secretOf, type IndexEntry, type KeyStore } from './key-store.port.js';
import { Kept } from './trust.js';

const TOKEN_BYTES = 16;

/** That a subject has a value. */
export interface Known {
  readonly subject: string;
  readonly value: SearchedValue;
}

export class BlindIndex {
  private readonly secret: Kept<Buffer>;

  constructor(private readonly keys: KeyStore) {
    // It never changes, whatever others close.
    this.secret = new Kept(undefined, () => secretOf(keys, 'blind', () => randomBytes(32)));
  }

  async add(known: readonly Known[]): Promise<void> {
    await this.keys.addToIndex(await this.entries(known));
  }

  /** As they are stored. */
  async entries(known: readonly Known[]): Promise<IndexEntry[]> {
    const secret = await this.secret.get();
    return known.map(({ subject, value }) => ({ subject, token: token(secret, value) }));
  }

  /** Whoever has that value, or had it. */
  async subjectsWith(value: SearchedValue): Promise<string[]> {
    return this.keys.subjectsWith(token(await this.secret.get(), value));
  }
}

function token(secret: Buffer, { kind, text }: SearchedValue): Buffer {
  return createHmac('sha256', secret).update(`${kind}\0${text}`).digest().subarray(0, TOKEN_BYTES);
}
