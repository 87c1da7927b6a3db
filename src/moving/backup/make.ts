/** Makes a backup of an embedded ledger beside whoever writes it. It takes no lock and keeps nobody waiting. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type Database from '#sqlite';
import { TileFolder } from '../../sealer/tile-folder.js';
import { copyPages } from '../../store/sqlite/snapshot.js';
import { FILES, MANIFEST, manifestOf, type BackupFile, type Manifest } from './manifest.js';
import { placesIn, takeMoment, type Moment } from './moment.js';
import { NewFolder } from './new-folder.js';
import { packTiles } from './tile-pack.js';
import { flush, sumOf, writePrivate, type Sum } from './sums.js';

export type BackupPhase = 'keys' | 'ledger' | 'seal' | 'tiles' | 'sums';

export interface BackupParts {
  /** The data folder. */
  readonly data: string;
  /** Path of `ledger.db`. */
  readonly ledger: string;
  /** A free place: the backup is the folder of this name. Absolute. */
  readonly to: string;
  /** Of the program. */
  readonly version: string;
  readonly masterKeyId: string;
  /** The text of the master key, where it is to be part of the backup. */
  readonly masterKey?: string;
  readonly now: () => Date;
  readonly progress?: (phase: BackupPhase, done: number, total: number) => void;
}

/** @param under told of the unfinished folder, so that a signal can remove it */
export async function makeBackup(parts: BackupParts, under: (folder: NewFolder) => void): Promise<Manifest> {
  const folder = new NewFolder(parts.to);
  under(folder);
  try {
    const manifest = await fill(parts, folder.path);
    writePrivate(join(folder.path, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    folder.finish();
    return manifest;
  } finally {
    folder.drop();
  }
}

async function fill(parts: BackupParts, folder: string): Promise<Manifest> {
  const { data, ledger, masterKeyId: id, masterKey, now, version, progress } = parts;
  progress?.('keys', 0, 1);
  const moment = await takeMoment(placesIn(data, ledger), join(folder, FILES.keys), now);
  try {
    const names = await copyMoment(parts, moment, folder);
    if (masterKey !== undefined) writePrivate(join(folder, FILES.masterKey), masterKey);
    if (masterKey !== undefined) names.push(FILES.masterKey);
    const { head, at } = moment;
    return manifestOf({
      at: at.toISOString(),
      version,
      events: moment.ledger.head(),
      head: head ? { id: head.id, stream: head.stream, revision: head.revision } : null,
      checkpoint: checkpointOf(moment),
      masterKey: { id, included: masterKey !== undefined },
      files: await sums(folder, names, progress),
    });
  } finally {
    moment.close();
  }
}

/** The keys are there already. */
async function copyMoment({ data, progress }: BackupParts, moment: Moment, folder: string): Promise<BackupFile[]> {
  const names: BackupFile[] = [FILES.keys, FILES.ledger];
  await moment.ledger.copyTo(join(folder, FILES.ledger), (done, total) => progress?.('ledger', done, total));
  if (moment.seal) {
    names.push(FILES.seal);
    await copySeal(moment.seal.db, join(folder, FILES.seal), progress);
  }
  const size = moment.seal?.published?.checkpoint.size ?? 0;
  if (size > 0) {
    names.push(FILES.tiles);
    progress?.('tiles', 0, 1);
    await packTiles(new TileFolder(join(data, 'seal')), size, join(folder, FILES.tiles));
  }
  return names;
}

function copySeal(db: Database.Database, to: string, progress: BackupParts['progress']): Promise<void> {
  return copyPages(db, to, (done, total) => progress?.('seal', done, total));
}

function checkpointOf({ seal }: Moment): Manifest['checkpoint'] {
  if (!seal?.published) return null;
  const { note, checkpoint } = seal.published;
  const { origin, size, root } = checkpoint;
  return { origin, size, root: root.toString('base64'), note };
}

async function sums(
  folder: string,
  names: readonly BackupFile[],
  progress: BackupParts['progress'],
): Promise<({ name: BackupFile } & Sum)[]> {
  const found: ({ name: BackupFile } & Sum)[] = [];
  for (const [i, name] of names.entries()) {
    const file = join(folder, name);
    progress?.('sums', i, names.length);
    chmodSync(file, 0o600);
    flush(file);
    found.push({ name, ...(await sumOf(file)) });
  }
  return found;
}
