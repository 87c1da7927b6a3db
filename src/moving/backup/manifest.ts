/** `backup.json`: what a backup holds and what it is of. It is written last, so a folder without it is no backup. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sum } from './sums.js';

export const MANIFEST = 'backup.json';
const FORMAT = 'quittance-backup';
const VERSION = 1;

/** Names of the files in a backup. */
export const FILES = {
  ledger: 'ledger.db',
  seal: 'seal.db',
  /** The folder `seal` in one file. */
  tiles: 'seal.tiles',
  keys: 'keys.db',
  masterKey: 'master.key',
} as const;

export type BackupFile = (typeof FILES)[keyof typeof FILES];

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly v: typeof VERSION;
  /** When the copied moment was: RFC 3339. */
  readonly at: string;
  /** Of the program that made it. */
  readonly version: string;
  /** Events in the ledger, those of the sealer included. */
  readonly events: number;
  /** The last fact; null where there was none. */
  readonly head: { readonly id: string; readonly stream: string; readonly revision: number } | null;
  /** The last published checkpoint; null where nothing was sealed. */
  readonly checkpoint: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly note: string;
  } | null;
  /** Which master key the keys are wrapped under: tells nothing of the key. */
  readonly masterKey: { readonly id: string; readonly included: boolean };
  readonly files: readonly ({ readonly name: BackupFile } & Sum)[];
}

export function manifestOf(what: Omit<Manifest, 'format' | 'v'>): Manifest {
  return { format: FORMAT, v: VERSION, ...what };
}

/** What `backup.json` says, or in words why this is no backup. */
export function readManifest(folder: string): Manifest | { readonly problem: string } {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { problem: `${folder} holds no ${MANIFEST}: it is no backup, or one that was not finished.` };
    }
    return { problem: `${join(folder, MANIFEST)} cannot be read: ${(error as Error).message}.` };
  }
  const { format, v } = (typeof found === 'object' && found !== null ? found : {}) as Partial<Manifest>;
  if (format !== FORMAT) return { problem: `${join(folder, MANIFEST)} is not of a Quittance backup.` };
  if (v !== VERSION) {
    return { problem: `${folder} is a backup of format ${String(v)}; this program knows ${VERSION}. Use a newer one.` };
  }
  return isManifest(found) ? found : { problem: `${join(folder, MANIFEST)} lacks what every backup says.` };
}

function isManifest(found: unknown): found is Manifest {
  const { files, masterKey, checkpoint, head } = found as Partial<Manifest>;
  const names: readonly unknown[] = Object.values(FILES);
  const known =
    Array.isArray(files) &&
    files.every(
      ({ name, bytes, sha256 }) => names.includes(name) && Number.isSafeInteger(bytes) && typeof sha256 === 'string',
    );
  const sized = checkpoint === null || Number.isSafeInteger(checkpoint?.size);
  return known && sized && typeof masterKey?.id === 'string' && head !== undefined;
}
