/** Signed notes after C2SP signed-note: a text, a blank line, and a line for each signature. */
import { fromBase64 } from './base64.js';
import { signEd25519, publicKeyOf } from './ed25519.js';
import { FormatError } from './format-error.js';
import { isKeyName, KEY_TYPE, vkeyOf, type Vkey } from './vkey.js';

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  /** What follows the key id: 64 bytes, or 72 with the time of a cosignature. */
  readonly signature: Buffer;
}

export interface Note {
  /** With its last newline: these are the bytes that are signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More lines than anybody needs: who sends them wants to keep a verifier busy. */
export const SIGNATURES_MAX = 100;
const KEY_ID_BYTES = 4;
const LINE = /^— (\S+) (\S+)$/u;
/** Everything but newline that moves a terminal's cursor. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/;

/** Throws FormatError. Text and signatures part at the last blank line: the text may hold blank lines of its own. */
export function parseNote(note: string): Note {
  if (CONTROL.test(note) || !note.isWellFormed()) throw new FormatError('a note holds newlines and visible text only');
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || !note.endsWith('\n')) throw new FormatError('a note is a text, a blank line and signature lines');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) throw new FormatError(`a note has at most ${SIGNATURES_MAX} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [, name, base64] = LINE.exec(line) ?? [];
  if (name === undefined || base64 === undefined || !isKeyName(name)) {
    throw new FormatError('a signature line is a dash, a key name and base64');
  }
  const bytes = fromBase64(base64, 'a signature');
  if (bytes.length <= KEY_ID_BYTES) throw new FormatError('a signature line without a signature');
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/** A plain Ed25519 signature over a note's text. */
export function signNote(text: string, name: string, seed: Buffer): NoteSignature {
  const { keyId } = vkeyOf(name, KEY_TYPE.ed25519, publicKeyOf(seed));
  return { name, keyId, signature: signEd25519(seed, Buffer.from(text)) };
}

/** The signatures of a note that bear a key's name and id. */
export function signaturesBy({ signatures }: Note, { name, keyId }: Vkey): NoteSignature[] {
  return signatures.filter((each) => each.name === name && each.keyId.equals(keyId));
}
