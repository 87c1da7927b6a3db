/** A place of keys as rows, for carrying them from one to another. What lies there wrapped is never opened on the way. */
import type { IndexEntry, KeyStore, NewKey } from '../key-store.port.js';

/** What is small enough to be taken at once. Secrets without those that processes are given by settings. */
export const SMALL = ['secrets', 'restricted', 'api_keys', 'api_key_rotations', 'applied', 'applied_at'] as const;
export type SmallTable = (typeof SMALL)[number];

export type Row = Readonly<Record<string, unknown>>;

export interface Shelf {
  readonly keys: KeyStore;
  counts(): Promise<{ readonly keys: number; readonly tokens: number }>;
  subjectKeys(): AsyncIterable<readonly NewKey[]>;
  /** Entries of the blind index whose subject has a key. */
  tokens(): AsyncIterable<readonly IndexEntry[]>;
  rows(table: SmallTable): Promise<readonly Row[]>;
  /** All small tables as given, in one transaction, instead of what is there; settings' secrets stay. */
  replace(tables: ReadonlyMap<SmallTable, readonly Row[]>): Promise<void>;
}

/** Rows that are of their place, and stay there. @param mine names */
export const OWN: Readonly<Partial<Record<SmallTable, readonly string[]>>> = {
  secrets: ['id', 'mac'],
  applied: ['carrying', 'rewrapped'],
  applied_at: ['carrying', 'rewrapped'],
};

/** SQL that leaves those out; column and words are ours. */
export function withoutOwn(table: SmallTable): string {
  const own = OWN[table];
  return own ? `WHERE name NOT IN (${own.map((name) => `'${name}'`).join(', ')})` : '';
}
