import { isAscii, isUtf8 } from 'node:buffer';
import { MALFORMED } from './text.js';
import type { TextSource } from './text-source.js';

/** A decoder for UTF-8 or UTF-16, undefined for any other encoding. */
export function decoderOfUnicode(encoding: string): TextSource | undefined {
  if (encoding === 'utf-8') return new Unicode(encoding, utf8Complete, utf8Text);
  if (encoding === 'utf-16le') return new Unicode(encoding, (b) => utf16Complete(b, 1), utf16Text);
  if (encoding === 'utf-16be') {
    return new Unicode(
      encoding,
      (b) => utf16Complete(b, 0),
      (b) => utf16Text(swapped(b)),
    );
  }
  return undefined;
}

/** Keeps back the bytes of an incomplete last character, so that each piece can be decoded by itself. */
class Unicode implements TextSource {
  damaged = false;
  private held: Buffer = Buffer.alloc(0);

  constructor(
    readonly encoding: string,
    private readonly completeBytes: (bytes: Buffer) => number,
    private readonly textOf: (bytes: Buffer) => string | undefined,
  ) {}

  write(chunk: Uint8Array): string {
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = this.held.length === 0 ? view : Buffer.concat([this.held, view]);
    const end = this.completeBytes(bytes);
    // A copy: the chunk's memory belongs to whoever read it.
    this.held = Buffer.from(bytes.subarray(end));
    return this.decoded(bytes.subarray(0, end));
  }

  end(): string {
    const rest = this.held;
    this.held = Buffer.alloc(0);
    if (rest.length === 0) return '';
    this.damaged = true;
    return this.encoding === 'utf-8' ? damagedUtf8(rest) : MALFORMED;
  }

  private decoded(bytes: Buffer): string {
    const text = this.textOf(bytes);
    if (text !== undefined) return text;
    this.damaged = true;
    return this.encoding === 'utf-8' ? damagedUtf8(bytes) : damagedUtf16(this.encoding, bytes);
  }
}

/** Bytes up to the last character, if that one is incomplete; at most three are kept back. */
function utf8Complete(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function utf16Complete(bytes: Buffer, highByte: 0 | 1): number {
  const even = bytes.length - (bytes.length % 2);
  const last = even === 0 ? 0 : (bytes[even - 2 + highByte] ?? 0);
  return last >= 0xd8 && last <= 0xdb ? even - 2 : even;
}

function utf8Text(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

function utf16Text(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf16le');
  return /\p{Surrogate}/u.test(text) ? undefined : text;
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}

const REPLACEMENT = Buffer.from('\uFFFD');

/** EF BF BD is always a U+FFFD that the file holds, as EF continues nothing; any other U+FFFD is damage. */
function damagedUtf8(bytes: Buffer): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = bytes.indexOf(REPLACEMENT); at !== -1; at = bytes.indexOf(REPLACEMENT, from)) {
    pieces.push(bytes.toString('utf8', from, at).replaceAll('\uFFFD', MALFORMED));
    from = at + REPLACEMENT.length;
  }
  pieces.push(bytes.toString('utf8', from).replaceAll('\uFFFD', MALFORMED));
  return pieces.join('\uFFFD');
}

function damagedUtf16(encoding: string, bytes: Buffer): string {
  const text = (encoding === 'utf-16be' ? swapped(bytes) : bytes).toString('utf16le');
  return text.replace(/\p{Surrogate}/gu, MALFORMED);
}
