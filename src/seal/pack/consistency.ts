/** The file `consistency`: that one checkpoint of a log extends another (RFC 6962, 2.1.2). */
import { fromBase64 } from '../base64.js';
import { FormatError } from '../format-error.js';
import { HASH_BYTES } from '../merkle.js';

const FIRST_LINE = 'quittance.consistency/1';
const HASHES_MAX = 128;
const SIZES = /^old (0|[1-9]\d{0,15}) new (0|[1-9]\d{0,15})$/;

export interface ConsistencyFile {
  readonly oldSize: number;
  readonly newSize: number;
  readonly hashes: readonly Buffer[];
}

export function formatConsistency({ oldSize, newSize, hashes }: ConsistencyFile): string {
  const lines = [FIRST_LINE, `old ${oldSize} new ${newSize}`, ...hashes.map((hash) => hash.toString('base64'))];
  return `${lines.join('\n')}\n`;
}

/** Throws FormatError. */
export function parseConsistency(text: string): ConsistencyFile {
  const [first, sizes, ...lines] = text.split('\n');
  const [, oldSize, newSize] = SIZES.exec(sizes ?? '') ?? [];
  if (first !== FIRST_LINE || newSize === undefined || lines.pop() !== '' || lines.length > HASHES_MAX) {
    throw new FormatError('a proof of consistency names two sizes, and a hash a line');
  }
  const hashes = lines.map((line) => fromBase64(line, 'a hash'));
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) throw new FormatError(`a hash has ${HASH_BYTES} bytes`);
  return { oldSize: Number(oldSize), newSize: Number(newSize), hashes };
}
