/** Puts a backup back as a data folder, checked byte for byte on the way; what was erased since is destroyed before anybody opens it. */
import { statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KeyWarden } from '../../privacy/key-warden.js';
import { openKeysDb } from '../../privacy/keys-db.js';
import type { MasterKey } from '../../privacy/master-key.js';
import { Entropy } from '../../privacy/random.js';
import { Vault } from '../../privacy/vault.js';
import { SEAL_CATEGORY } from '../../sealer/checkpoint-stream.js';
import { TileFolder } from '../../sealer/tile-folder.js';
import { SqliteStore } from '../../store/sqlite/sqlite.store.js';
import { WithoutCategory } from '../../store/without-category.js';
import { FILES, type Manifest } from './manifest.js';
import { NewFolder } from './new-folder.js';
import { copyFile, sumOf, writePrivate, type Sum } from './sums.js';
import { unpackTiles } from './tile-pack.js';

/** A file of the backup is not what was written into it. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

export interface RestoreParts {
  /** The folder of the backup. */
  readonly from: string;
  readonly manifest: Manifest;
  /** A free place: absolute. */
  readonly data: string;
  readonly masterKey: MasterKey;
  /** The text of the master key, where it is to lie beside the keys. */
  readonly masterKeyText?: string;
  /** Bytes of so many. */
  readonly progress?: (done: number, total: number) => void;
}

/** Files that are copied as they are; the tiles are unpacked, and the master key is put where it was asked for. */
const COPIED: readonly string[] = [FILES.ledger, FILES.seal, FILES.keys];

/** @throws DamagedBackup @param under told of the unfinished folder, so that a signal can remove it */
export async function restoreBackup(parts: RestoreParts, under: (folder: NewFolder) => void): Promise<void> {
  const folder = new NewFolder(parts.data);
  under(folder);
  try {
    refuseSmallDisk(parts);
    await copyFiles(parts, folder.path);
    const { checkpoint, files } = parts.manifest;
    if (checkpoint && files.some(({ name }) => name === FILES.tiles)) {
      const tiles = new TileFolder(join(folder.path, 'seal'));
      await unpackTiles(join(parts.from, FILES.tiles), checkpoint.size, tiles);
      await tiles.flush();
    }
    if (parts.masterKeyText !== undefined) writePrivate(join(folder.path, FILES.masterKey), parts.masterKeyText);
    await applyErasures(folder.path, parts.masterKey);
    folder.finish();
  } finally {
    folder.drop();
  }
}

/** Reads every file again. Gives those that are not what was written. */
export async function damagedFiles(
  from: string,
  { files }: Manifest,
  progress: (done: number, total: number) => void,
): Promise<string[]> {
  const told = toldOf(files, progress);
  const damaged: string[] = [];
  for (const { name, ...sum } of files) {
    const found = await sumOf(join(from, name), told).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (!found || !same(found, sum)) damaged.push(name);
  }
  return damaged;
}

async function copyFiles({ from, manifest, progress }: RestoreParts, to: string): Promise<void> {
  const { files } = manifest;
  const told = toldOf(files, progress);
  for (const { name, ...sum } of files) {
    const found = COPIED.includes(name)
      ? await copyFile(join(from, name), join(to, name), told)
      : await sumOf(join(from, name), told);
    if (!same(found, sum)) throw new DamagedBackup(`${join(from, name)} is not what the backup's manifest says.`);
  }
}

function toldOf(files: Manifest['files'], progress: RestoreParts['progress']): (bytes: number) => void {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  return (bytes) => progress?.((done += bytes), total);
}

const same = (a: Sum, b: Sum): boolean => a.bytes === b.bytes && a.sha256 === b.sha256;

/** Said before a byte is written, and by the code of a full disk. */
function refuseSmallDisk({ data, manifest }: RestoreParts): void {
  const { bavail, bsize } = statfsSync(dirname(data));
  const needed = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (bavail * bsize > needed) return;
  throw Object.assign(new Error(`${needed} bytes are needed, ${bavail * bsize} are free`), { code: 'ENOSPC' });
}

/** Every `SubjectKeyDestroyed` of the ledger, whatever the keys say was applied to them: they may be of another copy. */
async function applyErasures(folder: string, masterKey: MasterKey): Promise<void> {
  const keys = openKeysDb(join(folder, FILES.keys), () => masterKey);
  try {
    const store = SqliteStore.open({ file: join(folder, FILES.ledger), readonly: true });
    try {
      const warden = new KeyWarden(new WithoutCategory(store, SEAL_CATEGORY), keys, new Vault(keys, new Entropy()));
      await warden.catchUpFromStart();
    } finally {
      await store.close();
    }
  } finally {
    await keys.close();
  }
}
