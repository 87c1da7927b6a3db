/** Where API keys are kept: beside the subject keys, in `keys.db` or in PostgreSQL. */
import type { KeyRow, RotationRow } from './keys-table.js';

/** A key as it begins. */
export type NewKeyRow = Pick<
  KeyRow,
  'id' | 'hash' | 'name' | 'role' | 'created' | 'portfolios' | 'personal_data' | 'expires'
>;

/** A new secret of a key; the one before is let in until then, or no longer. */
export interface NewSecret {
  readonly id: string;
  readonly hash: Buffer;
  readonly rotated: string;
  readonly until: string | null;
}

export interface ApiKeyStore {
  all(): Promise<KeyRow[]>;
  find(id: string): Promise<KeyRow | undefined>;
  insert(row: NewKeyRow): Promise<void>;
  /** Inserts it where there is no key at all, whoever tries at the same time. @returns whether it did */
  insertFirst(row: NewKeyRow): Promise<boolean>;
  /** Ends both secrets, and what was asked of the key. */
  revoke(id: string, now: string): Promise<void>;
  /** Ends the request for it too. */
  rotate(secret: NewSecret): Promise<void>;
  /** @param day UTC */
  noteUse(id: string, day: string): Promise<void>;
  rotationAsked(id: string): Promise<RotationRow | undefined>;
  /** A later request replaces the one before. */
  askRotation(row: RotationRow): Promise<void>;
}
