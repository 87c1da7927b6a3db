/**
 * A folder that is there whole or not at all: made beside its place under another name, flushed, and renamed. What a killed
 * process leaves has that other name.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flush } from './sums.js';

const UNFINISHED = '.unfinished-';

/** Whether something may be put there: nothing is, or an empty folder. */
export function isFree(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** Left beside a folder by a process that was killed, or being made at this moment. */
export function unfinishedBeside(folder: string): string[] {
  const parent = dirname(folder);
  if (!existsSync(parent)) return [];
  const begin = `${basename(folder)}${UNFINISHED}`;
  return readdirSync(parent)
    .filter((name) => name.startsWith(begin))
    .map((name) => join(parent, name));
}

export class NewFolder {
  /** Where it is made. */
  readonly path: string;
  private over = false;

  /** @param folder absolute; the folder that it lies in is made when it is missing */
  constructor(private readonly folder: string) {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    this.path = `${folder}${UNFINISHED}${process.pid}`;
    mkdirSync(this.path, { mode: 0o700 });
  }

  /** Whole from here on. Its files are on the disk already. Throws where something came there meanwhile. */
  finish(): void {
    flush(this.path);
    // Over nothing or an empty folder: the system refuses any other.
    renameSync(this.path, this.folder);
    this.over = true;
    flush(dirname(this.folder));
  }

  /** Removes what is unfinished. Harmless afterwards. */
  drop(): void {
    if (this.over) return;
    this.over = true;
    rmSync(this.path, { recursive: true, force: true });
  }
}
