/** Verifier keys of C2SP signed-note: `name+<key id in hexadecimal>+base64(type || public key)`. */
import { fromBase64 } from './base64.js';
import { ED25519_BYTES } from './ed25519.js';
import { FormatError } from './format-error.js';
import { sha256 } from './hash.js';

/** What a key signs: a note as it stands, or a cosignature with its time (C2SP tlog-cosignature). */
export const KEY_TYPE = { ed25519: 0x01, cosignature: 0x04 } as const;
export type KeyType = (typeof KEY_TYPE)[keyof typeof KEY_TYPE];

export interface Vkey {
  readonly name: string;
  readonly type: KeyType;
  readonly publicKey: Buffer;
  /** Four bytes that a signature begins with, to be found by. */
  readonly keyId: Buffer;
}

/** Not empty, without spaces of any script, control characters or a plus sign. */
const NAME = /^[^\p{White_Space}\p{Cc}+]+$/u;

export function isKeyName(name: string): boolean {
  return NAME.test(name) && name.isWellFormed();
}

/** SHA-256(name || 0x0A || type || public key), the first four bytes. */
export function vkeyOf(name: string, type: KeyType, publicKey: Buffer): Vkey {
  if (!isKeyName(name)) throw new FormatError('a key name has no spaces, no control characters and no plus sign');
  if (publicKey.length !== ED25519_BYTES) throw new FormatError(`a public key has ${ED25519_BYTES} bytes`);
  const keyId = sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([type]), publicKey]));
  return { name, type, publicKey, keyId: keyId.subarray(0, 4) };
}

export function formatVkey({ name, type, publicKey, keyId }: Vkey): string {
  const key = Buffer.concat([Buffer.from([type]), publicKey]);
  return `${name}+${keyId.toString('hex')}+${key.toString('base64')}`;
}

/** Throws FormatError on an unknown type of key, a wrong length, or an id that is not the key's. */
export function parseVkey(text: string): Vkey {
  const [name, id, ...rest] = text.split('+');
  // Base64 has plus signs of its own.
  const key = fromBase64(rest.join('+'), 'a verifier key');
  const type = Object.values(KEY_TYPE).find((known) => known === key[0]);
  if (name === undefined || type === undefined) throw new FormatError('a verifier key of an unknown type');
  const vkey = vkeyOf(name, type, key.subarray(1));
  if (id !== vkey.keyId.toString('hex')) throw new FormatError('a verifier key whose id is not that of its key');
  return vkey;
}
