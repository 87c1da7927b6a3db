/** The one key of a witness: a file of one line, `PRIVATE+KEY+<name>+<key id>+base64(type || seed)`, as Go's `note` writes it. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromBase64 } from '../seal/base64.js';
import { ED25519_BYTES, publicKeyOf } from '../seal/ed25519.js';
import { FormatError } from '../seal/format-error.js';
import { KEY_TYPE, vkeyOf, type Vkey } from '../seal/vkey.js';

const PREFIX = 'PRIVATE+KEY+';

export interface WitnessKey {
  readonly seed: Buffer;
  readonly vkey: Vkey;
}

/** Makes a key under a name, in a file that only its user may read. Throws where the file is there already. */
export function makeKey(file: string, name: string): WitnessKey {
  const seed = randomBytes(ED25519_BYTES);
  const vkey = vkeyOf(name, KEY_TYPE.cosignature, publicKeyOf(seed));
  const secret = Buffer.concat([Buffer.from([KEY_TYPE.cosignature]), seed]).toString('base64');
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, `${PREFIX}${name}+${vkey.keyId.toString('hex')}+${secret}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
  return { seed, vkey };
}

/** Throws FormatError where the file holds no such key. */
export function readKey(file: string): WitnessKey {
  const text = readFileSync(file, 'utf8').trimEnd();
  const [name = '', id, ...rest] = text.slice(PREFIX.length).split('+');
  const bytes = fromBase64(rest.join('+'), 'the key of the witness');
  if (!text.startsWith(PREFIX) || bytes.length !== 1 + ED25519_BYTES || bytes[0] !== KEY_TYPE.cosignature) {
    throw new FormatError('witness.key holds no key of a witness');
  }
  const seed = bytes.subarray(1);
  const vkey = vkeyOf(name, KEY_TYPE.cosignature, publicKeyOf(seed));
  if (vkey.keyId.toString('hex') !== id) throw new FormatError('witness.key was changed: its key id is another');
  return { seed, vkey };
}

/** A file's name is on the disk only when its folder is. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
