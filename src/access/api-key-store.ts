/** Where API keys are kept: beside the subject keys, in `keys.db` or in PostgreSQL. */
import type { KeyRow, RotationRow } from './keys-table.js';

/** A key as it begins. */
export type NewKeyRow = Pick<
  KeyRow,
  'id' | 'hash' | 'name' | 'role' | 'created' | 'portfolios' | 'personal_data' | 'expires' | 'seen_by'
>;

/** A new secret of a key; the one before is let in until then, or no longer. */
export interface NewSecret {
  readonly id: string;
  readonly hash: Buffer;
  readonly rotated: string;
  readonly until: string | null;
  /** Who is shown it, beside those who were shown others of the key. */
  readonly shownTo?: string;
  /** The request that it answers: it must still stand. */
  readonly asked?: RotationRow;
}

export interface ApiKeyStore {
  all(): Promise<KeyRow[]>;
  find(id: string): Promise<KeyRow | undefined>;
  insert(row: NewKeyRow): Promise<void>;
  /** Inserts it where there is no key at all, whoever tries at the same time. @returns whether it did */
  insertFirst(row: NewKeyRow): Promise<boolean>;
  /** Ends both secrets, and what was asked of the key. */
  revoke(id: string, now: string): Promise<void>;
  /** Ends the request for it too; one at a time, so that nobody who was shown a secret is lost. @returns false where `asked` stands no longer */
  rotate(secret: NewSecret): Promise<boolean>;
  /** @param day UTC */
  noteUse(id: string, day: string): Promise<void>;
  rotationAsked(id: string): Promise<RotationRow | undefined>;
  /** A later request replaces the one before. */
  askRotation(row: RotationRow): Promise<void>;
}
