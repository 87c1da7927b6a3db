/**
 * The master key: every subject key and secret of `keys.db` lies there wrapped by it (AES-256 key wrap, RFC 3394). It comes
 * from a file or the environment; where neither is set, from a file beside `keys.db`, made at first start. Whoever holds
 * both files holds all.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Wraps and unwraps keys of 32 bytes: what a key service would do. */
export interface KeyWrapPort {
  /** Says which master key it is and tells nothing of it. */
  readonly id: string;
  wrap(secret: Buffer): Buffer;
  /** @throws WrongMasterKey when it was wrapped under another key, or changed. */
  unwrap(wrapped: Buffer): Buffer;
}

export const MASTER_KEY_FILE = 'master.key';
const KEY_BYTES = 32;
/** RFC 3394, 2.2.3.1: what comes out in front when key and text are the right ones. */
const INTEGRITY = Buffer.alloc(8, 0xa6);
const BASE64_OF_32 = /^[A-Za-z0-9+/]{43}=$/;

export class MasterKeyError extends Error {}

export class WrongMasterKey extends MasterKeyError {
  constructor(where: string) {
    super(
      `The master key is not the one that keys.db is wrapped under (it came from ${where}). Give the right one with QUITTANCE_MASTER_KEY_FILE or QUITTANCE_MASTER_KEY. Nothing was changed.`,
    );
  }
}

/** A master key that this process holds. */
export class MasterKey implements KeyWrapPort {
  readonly id: string;

  /** @param where says in errors where it came from. */
  constructor(
    private readonly key: Buffer,
    readonly where: string,
  ) {
    if (key.length !== KEY_BYTES) throw new MasterKeyError(`The master key from ${where} is not ${KEY_BYTES} bytes.`);
    this.id = createHmac('sha256', key).update('quittance master key').digest('hex').slice(0, 16);
  }

  wrap(secret: Buffer): Buffer {
    const cipher = createCipheriv('id-aes256-wrap', this.key, INTEGRITY);
    return Buffer.concat([cipher.update(secret), cipher.final()]);
  }

  unwrap(wrapped: Buffer): Buffer {
    try {
      const decipher = createDecipheriv('id-aes256-wrap', this.key, INTEGRITY);
      return Buffer.concat([decipher.update(wrapped), decipher.final()]);
    } catch {
      throw new WrongMasterKey(this.where);
    }
  }
}

/** What the settings say; both empty where nothing is set. */
export interface MasterKeySettings {
  readonly masterKey: string;
  readonly masterKeyFile: string;
}

/**
 * The master key that was set, else the one beside `keys.db`.
 * @param keysFile `keys.db`; where it is there already, no new key is made for it but once, when it is of before master keys.
 * @param mayMake whether a key may be made where there is none.
 */
export function masterKeyOf(
  { masterKey, masterKeyFile }: MasterKeySettings,
  keysFile: string,
  mayMake: boolean,
): MasterKey {
  if (masterKey !== '' && masterKeyFile !== '') {
    throw new MasterKeyError('QUITTANCE_MASTER_KEY and QUITTANCE_MASTER_KEY_FILE are both set. Set one of them.');
  }
  if (masterKey !== '') return keyFrom(masterKey, 'QUITTANCE_MASTER_KEY');
  if (masterKeyFile !== '') return keyIn(masterKeyFile, 'QUITTANCE_MASTER_KEY_FILE');
  const beside = join(dirname(keysFile), MASTER_KEY_FILE);
  if (existsSync(beside)) return keyIn(beside, beside);
  if (mayMake) return made(beside);
  throw new MasterKeyError(
    `${beside} is missing, and neither QUITTANCE_MASTER_KEY_FILE nor QUITTANCE_MASTER_KEY is set: keys.db cannot be opened. Restore the file or set the key.`,
  );
}

/** A key for what is gone with the process. */
export function passingKey(): MasterKey {
  return new MasterKey(randomBytes(KEY_BYTES), 'memory');
}

function keyIn(file: string, where: string): MasterKey {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new MasterKeyError(`The master key file ${file} cannot be read: ${(error as Error).message}.`);
  }
  return keyFrom(text.trim(), where);
}

/** Strict: what Node would quietly skip in base64 is a typing error here. */
function keyFrom(text: string, where: string): MasterKey {
  const key = Buffer.from(text, 'base64');
  if (!BASE64_OF_32.test(text) || key.toString('base64') !== text) {
    throw new MasterKeyError(
      `The master key from ${where} is not 32 bytes in base64. 'openssl rand -base64 32' makes one.`,
    );
  }
  return new MasterKey(key, where);
}

/** On disk before anything is wrapped under it: a key that is lost loses all. */
function made(file: string): MasterKey {
  const text = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return keyFrom(text.trim(), file);
}
