/** As much of Node's Buffer as the verifier uses, for browsers: `bin/build-verifier.js` puts it in Buffer's place. */

export type Encoding = 'utf8' | 'base64' | 'base64url' | 'hex' | 'latin1';

class Bytes extends Uint8Array {
  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, i) => byte === other[i]);
  }

  readBigUInt64BE(at = 0): bigint {
    return new DataView(this.buffer, this.byteOffset, this.byteLength).getBigUint64(at);
  }

  writeBigUInt64BE(value: bigint, at = 0): number {
    new DataView(this.buffer, this.byteOffset, this.byteLength).setBigUint64(at, value);
    return at + 8;
  }

  override toString(encoding: Encoding = 'utf8'): string {
    switch (encoding) {
      case 'utf8':
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this);
      case 'hex':
        return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
      case 'latin1':
        return latin1(this);
      case 'base64':
        return btoa(latin1(this));
      case 'base64url':
        return btoa(latin1(this)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    }
  }
}

/** Arguments of one call: engines limit them. */
const CHARS_MAX = 8_192;

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHARS_MAX) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHARS_MAX));
  }
  return text;
}

function fromLatin1(text: string): Bytes {
  const bytes = new Bytes(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** What is no base64 gives no bytes: whoever reads strictly writes them again and sees that it differs. */
function fromBase64(text: string): Bytes {
  try {
    return fromLatin1(atob(text.replace(/-/g, '+').replace(/_/g, '/')));
  } catch {
    return new Bytes(0);
  }
}

function fromHex(text: string): Bytes {
  const pairs = text.match(/[0-9a-f]{2}/gi) ?? [];
  return fromLatin1(String.fromCharCode(...pairs.map((pair) => parseInt(pair, 16))));
}

function fromText(text: string, encoding: Encoding): Bytes {
  switch (encoding) {
    case 'utf8':
      return copyOf(new TextEncoder().encode(text));
    case 'latin1':
      return fromLatin1(text);
    case 'hex':
      return fromHex(text);
    case 'base64':
    case 'base64url':
      return fromBase64(text);
  }
}

function copyOf(bytes: ArrayLike<number>): Bytes {
  const copy = new Bytes(bytes.length);
  copy.set(bytes);
  return copy;
}

export const Buffer = {
  from: (data: string | ArrayLike<number>, encoding: Encoding = 'utf8'): Bytes =>
    typeof data === 'string' ? fromText(data, encoding) : copyOf(data),
  alloc: (length: number, fill = 0): Bytes => new Bytes(length).fill(fill),
  concat: (parts: readonly Uint8Array[]): Bytes => {
    const all = new Bytes(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  },
};
