/** Checkpoints after C2SP tlog-checkpoint: the origin, the size and the root of a log, as the text of a signed note. */
import { fromBase64 } from './base64.js';
import { FormatError } from './format-error.js';
import { HASH_BYTES } from './merkle.js';

export interface Checkpoint {
  /** Who keeps the log, and which: also the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Lines behind the root. Ours has none: nobody can check them against the log. */
  readonly extensions: readonly string[];
}

const SIZE = /^(?:0|[1-9]\d{0,15})$/;

export function formatCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Throws FormatError. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new FormatError('a checkpoint ends with a newline');
  const [origin, size, root, ...extensions] = lines;
  if (!origin || size === undefined || root === undefined || extensions.includes('')) {
    throw new FormatError('a checkpoint has an origin, a size and a root');
  }
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) throw new FormatError('a size is a whole number');
  const bytes = fromBase64(root, 'a root');
  if (bytes.length !== HASH_BYTES) throw new FormatError(`a root has ${HASH_BYTES} bytes`);
  return { origin, size: Number(size), root: bytes, extensions };
}
