/**
 * Where keys live: subject keys, the blind index, restrictions, the ledger's secrets and marks. Everything secret lies there
 * wrapped; whoever keeps it never sees a key. `keys.db` for one process, schema `keys` of PostgreSQL for several.
 */
import type { KeyWrapPort } from './master-key.js';
import type { Trust } from './trust.js';

/** A subject's key as it is stored: wrapped by the master key. */
export interface StoredKey {
  readonly id: string;
  readonly subject: string;
  readonly secret: Buffer;
}

/** A key that is wanted; another process may have made one meanwhile. */
export interface NewKey extends StoredKey {
  readonly purpose: string;
}

/** That a subject has, or had, a value: a keyed digest of it. */
export interface IndexEntry {
  readonly subject: string;
  readonly token: Buffer;
}

export interface KeyStore {
  readonly wrapping: KeyWrapPort;
  /** Names it in messages: `keys.db`, or the server. */
  readonly place: string;
  /** How long what was read may be used; undefined where no other process changes anything. */
  readonly trust: Trust | undefined;

  keyOf(subject: string, purpose: string): Promise<StoredKey | undefined>;
  keyById(id: string): Promise<StoredKey | undefined>;
  keyIdsOf(subjects: readonly string[]): Promise<string[]>;
  /** Every key, in pages. */
  allKeys(): AsyncIterable<readonly StoredKey[]>;
  /**
   * Makes keys and entries of the blind index, in one transaction, durable before this is over.
   * @returns the keys of these subjects: one that was there already stays.
   */
  makeKeys(wanted: readonly NewKey[], entries: readonly IndexEntry[]): Promise<readonly StoredKey[]>;

  addToIndex(entries: readonly IndexEntry[]): Promise<void>;
  /** Whoever has a value, or had it, in order. */
  subjectsWith(token: Buffer): Promise<string[]>;

  /**
   * Destroys keys and what the blind index holds of their subjects, in one transaction, and then what files of the store still
   * hold of them. Those that are gone already are no error.
   * @returns whose keys were there; `remains`: why files may still hold them, until it is asked again.
   */
  destroyKeys(ids: readonly string[]): Promise<{ readonly subjects: readonly string[]; readonly remains?: string }>;

  /** Whose values are kept, and opened for nobody. */
  restricted(): Promise<string[]>;
  /** @returns whether that changed anything */
  restrict(subjects: readonly string[], closed: boolean): Promise<boolean>;

  /** Wrapped, by name. */
  secrets(): Promise<ReadonlyMap<string, Buffer>>;
  /** @returns the one that is there afterwards: the first one stays. */
  addSecret(name: string, wrapped: Buffer): Promise<Buffer>;

  /** Up to which position of the ledger something was applied to the keys; undefined where it never was. */
  applied(name: string): Promise<number | undefined>;
  /** @param event the id of the event there: a position means nothing in another store */
  markApplied(name: string, position: number, event?: string): Promise<void>;
  /** The id of the event at that position; undefined where it was not noted. */
  appliedAt(name: string): Promise<string | undefined>;
  forgetMark(name: string): Promise<void>;

  close(): Promise<void>;
}

/** A secret by its name, made where there is none. @param draw makes one */
export async function secretOf(keys: KeyStore, name: string, draw: () => Buffer): Promise<Buffer> {
  const known = (await keys.secrets()).get(name);
  return keys.wrapping.unwrap(known ?? (await keys.addSecret(name, keys.wrapping.wrap(draw()))));
}
