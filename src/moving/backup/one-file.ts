/** A backup as one file, made from its folder and unpacked into one: there is a whole one under its name or none. */
import { linkSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FILES, MANIFEST, type Manifest } from './manifest.js';
import { NewFolder } from './new-folder.js';
import { flush } from './sums.js';
import { checkTar, extract, writeTar } from './tar.js';

/** The name says which of both is wanted. */
export function isOneFile(to: string): boolean {
  return to.endsWith('.tar');
}

/**
 * Packs a folder that was made beside the file's place, and takes it away. The name is given last, and never to a second one.
 * @returns SHA-256 of all but its last entry
 */
export async function packBackup(
  folder: string,
  { files }: Manifest,
  file: string,
  told: (done: number, total: number) => void,
): Promise<string> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const fresh = unfinishedOf(file);
  let done = 0;
  try {
    const names = [MANIFEST, ...files.map(({ name }) => name)];
    const digest = await writeTar(folder, names, fresh, (bytes) => told((done += bytes), total));
    // Unlike a rename this refuses where something came there meanwhile.
    linkSync(fresh, file);
    return digest;
  } finally {
    rmSync(fresh, { force: true });
    rmSync(folder, { recursive: true, force: true });
    flush(dirname(file));
  }
}

/** What is under way of a file, beside it. */
export function unfinishedOf(file: string): string {
  return `${file}.unfinished-${process.pid}`;
}

/** The folder in which a backup is made before it is packed. */
export function folderFor(file: string): string {
  return `${file}.folder`;
}

/**
 * Checks the file, and then unpacks it into a folder that is the caller's to drop.
 * @param under told of the folder before anything is in it
 * @throws BrokenTar before anything is written
 */
export async function unpackBackup(
  file: string,
  beside: string,
  told: (done: number, total: number) => void,
  under: (folder: NewFolder) => void,
): Promise<NewFolder> {
  const total = statSync(file).size;
  let done = 0;
  const entries = await checkTar(file, (bytes) => told((done += bytes), total));
  const folder = new NewFolder(`${beside}.unpacked`);
  under(folder);
  try {
    const known: readonly string[] = [MANIFEST, ...Object.values(FILES)];
    for (const entry of entries.filter(({ name }) => known.includes(name))) {
      await extract(file, entry, join(folder.path, entry.name));
    }
    return folder;
  } catch (error) {
    folder.drop();
    throw error;
  }
}
