import { encodingNamed } from './decoder.js';
import { ENCODING_SAMPLE_BYTES } from './limits.js';

/** What the file itself says about its encoding. */
export interface EncodingFound {
  readonly encoding: string;
  /** Bytes of the byte order mark, to be left out of the text. */
  readonly markBytes: number;
}

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a file that begins with these bytes: a byte order mark wins, then what the caller declared, then the
 * XML declaration, then the zero bytes of UTF-16, then UTF-8. The name may be one that no decoder knows.
 */
export function findEncoding(head: Uint8Array, declared: string | undefined, isXml: boolean): EncodingFound {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, i) => head[i] === byte)) return { encoding, markBytes: mark.length };
  }
  const encoding = declared ?? unmarkedUtf16(head) ?? (isXml ? xmlEncoding(head) : undefined) ?? 'utf-8';
  return { encoding, markBytes: 0 };
}

/** UTF-16 without a mark: the first character of every format here is ASCII as a rule, so its other byte is zero. */
function unmarkedUtf16(head: Uint8Array): string | undefined {
  if (head.length < 2) return undefined;
  if (head[0] !== 0 && head[1] === 0) return 'utf-16le';
  return head[0] === 0 && head[1] !== 0 ? 'utf-16be' : undefined;
}

function xmlEncoding(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, ENCODING_SAMPLE_BYTES)).toString('latin1');
  const name = /^<\?xml\s[^?>]*?\sencoding\s*=\s*(["'])([A-Za-z][\w.-]*)\1/.exec(text)?.[2];
  // "UTF-16" that was legible byte by byte is not true; such files are UTF-8 nearly always.
  return name !== undefined && encodingNamed(name)?.startsWith('utf-16') === true ? 'utf-8' : name;
}
