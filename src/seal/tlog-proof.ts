/** Proof files after C2SP tlog-proof, version 1: a leaf's place, its path to the root, and the signed checkpoint. */
import { fromBase64 } from './base64.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { FormatError } from './format-error.js';
import { HASH_BYTES, hashLeaf } from './merkle.js';
import { parseNote } from './note.js';
import { trustIn, type Policy, type Trust } from './policy.js';
import { verifyInclusion } from './verify-proof.js';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
/** The tree has fewer levels than this, however long it grows. */
const HASHES_MAX = 64;
const INDEX = /^index (0|[1-9]\d{0,15})$/;

export interface TlogProof {
  /** The entry's own bytes, for convenience: nobody vouches for them. */
  readonly extra?: Buffer;
  readonly index: number;
  readonly hashes: readonly Buffer[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
}

export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const head = [FIRST_LINE, ...(extra ? [`extra ${extra.toString('base64')}`] : []), `index ${index}`];
  return [...head, ...hashes.map((hash) => hash.toString('base64')), '', checkpoint].join('\n');
}

/** Throws FormatError. The checkpoint's own form is looked at when it is verified. */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  if (end < 0) throw new FormatError('a proof is a head, a blank line and a checkpoint');
  const [first, ...lines] = text.slice(0, end).split('\n');
  if (first !== FIRST_LINE) throw new FormatError(`a proof begins with ${FIRST_LINE}`);
  const extra = lines[0]?.startsWith('extra ') ? fromBase64((lines.shift() as string).slice(6), 'extra') : undefined;
  const [, index] = INDEX.exec(lines.shift() ?? '') ?? [];
  if (index === undefined) throw new FormatError('a proof has an index');
  if (lines.length > HASHES_MAX) throw new FormatError(`a proof has at most ${HASHES_MAX} hashes`);
  const hashes = lines.map((line) => fromBase64(line, 'a hash'));
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) throw new FormatError(`a hash has ${HASH_BYTES} bytes`);
  return { ...(extra ? { extra } : {}), index: Number(index), hashes, checkpoint: text.slice(end + 2) };
}

export interface Proven {
  readonly index: number;
  readonly checkpoint: Checkpoint;
  readonly trust: Trust;
}

/** What a proof file proves of an entry; a sentence where it proves nothing. */
export function verifyTlogProof(text: string, entry: Buffer, policy: Policy): Proven | string {
  try {
    const { index, hashes, checkpoint: signed } = parseTlogProof(text);
    const note = parseNote(signed);
    const checkpoint = parseCheckpoint(note.text);
    const trust = trustIn(policy, note, checkpoint);
    if (!trust.log) return 'no log of the policy signed the checkpoint';
    if (!trust.quorum) return 'too few witnesses of the policy cosigned the checkpoint';
    const { size, root } = checkpoint;
    if (verifyInclusion({ index, size, leafHash: hashLeaf(entry), proof: hashes, root })) {
      return { index, checkpoint, trust };
    }
    return 'the entry is not in the tree of the checkpoint at this index';
  } catch (error) {
    if (error instanceof FormatError) return error.message;
    throw error;
  }
}
