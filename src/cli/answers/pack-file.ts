/** A pack as the command line names it: a file, or a name with or without its version. */
import { readFileSync, statSync } from 'node:fs';
import { PACK_BYTES_MAX } from '../../rules/index.js';
import { CliError, EXIT } from '../exit.js';

/** `us`, `us@1`. */
const NAME = /^([a-z][a-z0-9-]{0,62})(?:@(\d{1,6}))?$/;

export interface PackName {
  readonly pack: string;
  readonly version?: number;
}

/** Undefined where it is no name: then it is a file. */
export function packNamed(text: string): PackName | undefined {
  const match = NAME.exec(text);
  if (!match?.[1]) return undefined;
  return { pack: match[1], ...(match[2] === undefined ? {} : { version: Number(match[2]) }) };
}

/** The text of a pack file; a file that is too large for one is not read. */
export function packFileText(path: string): string {
  try {
    if (statSync(path).size <= PACK_BYTES_MAX) return readFileSync(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no such file' : 'It cannot be read';
    throw new CliError(EXIT.usage, `${path}: ${why}. Name a pack such as us@1, or a YAML file.`, { file: path });
  }
  throw new CliError(EXIT.usage, `${path} has more than ${PACK_BYTES_MAX} bytes: that is no rule pack.`, {
    file: path,
  });
}
