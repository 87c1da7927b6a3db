/** The request of C2SP tlog-witness: a checkpoint, and the proof that it extends the one that the witness signed last. */
import { fromBase64 } from './base64.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { FormatError } from './format-error.js';
import { HASH_BYTES } from './merkle.js';
import { parseNote, type Note } from './note.js';

/** A consistency proof has no more hashes than this: a tree has at most 2^63 leaves. */
export const PROOF_LINES_MAX = 63;
const OLD = /^old (0|[1-9]\d{0,15})$/;

export interface AddCheckpoint {
  /** Size of the tree that the witness signed last, as the sender believes; 0: of none. */
  readonly oldSize: number;
  /** From the old size to the checkpoint's (RFC 6962, 2.1.2). */
  readonly proof: readonly Buffer[];
  /** The signed checkpoint, word for word. */
  readonly signed: string;
}

export function formatAddCheckpoint({ oldSize, proof, signed }: AddCheckpoint): string {
  return [`old ${oldSize}`, ...proof.map((hash) => hash.toString('base64')), '', signed].join('\n');
}

export interface ReadAddCheckpoint extends AddCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Undefined where the signature lines are none: nobody signed the checkpoint. */
  readonly note: Note | undefined;
}

/** Throws FormatError. */
export function parseAddCheckpoint(text: string): ReadAddCheckpoint {
  const end = text.indexOf('\n\n');
  if (end < 0) throw new FormatError('a request is an old size, a proof, a blank line and a checkpoint');
  const [first = '', ...lines] = text.slice(0, end).split('\n');
  const [, old] = OLD.exec(first) ?? [];
  if (old === undefined || !Number.isSafeInteger(Number(old)))
    throw new FormatError('a request begins with an old size');
  if (lines.length > PROOF_LINES_MAX) throw new FormatError(`a proof has at most ${PROOF_LINES_MAX} hashes`);
  const proof = lines.map((line) => fromBase64(line, 'a hash'));
  if (proof.some((hash) => hash.length !== HASH_BYTES)) throw new FormatError(`a hash has ${HASH_BYTES} bytes`);
  const signed = text.slice(end + 2);
  const signatures = signed.lastIndexOf('\n\n');
  if (signatures < 1) throw new FormatError('a checkpoint is a text, a blank line and signature lines');
  const checkpoint = parseCheckpoint(signed.slice(0, signatures + 1));
  return { oldSize: Number(old), proof, signed, checkpoint, note: noteOf(signed) };
}

function noteOf(signed: string): Note | undefined {
  try {
    return parseNote(signed);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
