/** A log that somebody copied: a folder in the layout of C2SP tlog-tiles. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError } from '../../seal/format-error.js';
import { decodeBundle, TILE_WIDTH, tilePath } from '../../seal/tile.js';
import type { LogEntries } from '../../seal/verify/log.js';
import { CliError, EXIT } from '../exit.js';
import { smallFile } from '../file-source.js';

/** @throws CliError 2 where the folder is none of a log. */
export function logFolder(folder: string): LogEntries {
  if (!existsSync(join(folder, 'tile', 'entries'))) {
    throw new CliError(EXIT.usage, `${folder} is no copy of a log: it has no folder tile/entries.`);
  }
  return async function* (size) {
    for (let index = 0; index * TILE_WIDTH < size; index++) {
      const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
      const entries = decodeBundle(bundleOf(folder, index, width));
      if (entries.length < width) throw new FormatError(`${pathOf(index)} has ${entries.length} entries`);
      for (const entry of entries.slice(0, width)) yield textOf(entry, index);
    }
  };
}

/** The bundle, or a partial one that holds at least so many entries: the copy may be newer than the checkpoint. */
function bundleOf(folder: string, index: number, width: number): Buffer {
  const full = join(folder, pathOf(index));
  if (existsSync(full)) return bundleAt(full);
  const partial = existsSync(`${full}.p`) ? readdirSync(`${full}.p`).map(Number) : [];
  const wide = Math.min(...partial.filter((each) => each >= width));
  if (!Number.isFinite(wide)) throw new FormatError(`the copy lacks ${pathOf(index)}: copy the whole folder`);
  return bundleAt(join(`${full}.p`, String(wide)));
}

/** What cannot be read of a copy is a fault of the copy. */
function bundleAt(path: string): Buffer {
  try {
    return smallFile(path);
  } catch (error) {
    if (error instanceof CliError) throw new FormatError(error.message.replace(/\.$/, ''));
    throw error;
  }
}

function pathOf(index: number): string {
  return tilePath({ level: 'entries', index, width: TILE_WIDTH });
}

function textOf(entry: Buffer, index: number): string {
  const text = entry.toString('utf8');
  if (!Buffer.from(text).equals(entry)) throw new FormatError(`an entry of ${pathOf(index)} is no text`);
  return text;
}
