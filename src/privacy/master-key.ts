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
/** The one that is to come, beside it, while the keys are being wrapped anew. */
export const NEXT_KEY_FILE = 'master.key.next';
const KEY_BYTES = 32;
/** RFC 3394, 2.2.3.1: what comes out in front when key and text are the right ones. */
const INTEGRITY = Buffer.alloc(8, 0xa6);
const BASE64_OF_32 = /^[A-Za-z0-9+/]{43}=$/;

export class MasterKeyError extends Error {
  /** Told by this member where the class is not loaded: the command line ends with exit code 2. */
  readonly problem = 'keys';
}

export class WrongMasterKey extends MasterKeyError {
  constructor(where: string, place = 'keys.db') {
    super(
      `The master key is not the one that ${place} is wrapped under (it came from ${where}). Give the right one with QUITTANCE_MASTER_KEY_FILE or QUITTANCE_MASTER_KEY. Nothing was changed.`,
    );
  }
}

/** The keys were wrapped anew since this process began. */
export class MasterKeyChanged extends MasterKeyError {
  constructor(place: string) {
    super(`The keys in ${place} are wrapped under another master key now. Start this process again with that one.`);
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

  /** As a file holds it. */
  text(): string {
    return `${this.key.toString('base64')}\n`;
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
  /** File of the one that is to come: whichever of both the keys are wrapped under is used. */
  readonly masterKeyNextFile?: string;
}

/** The master key that was set, or is to come: the one of this id where one of them is. @throws MasterKeyError where none is: processes that share a ledger cannot each make their own */
export function givenMasterKey(settings: MasterKeySettings, id?: string): MasterKey {
  const given = setMasterKey(settings);
  if (given) return fitting(given, id, () => nextMasterKey(settings));
  throw new MasterKeyError(
    'QUITTANCE_KEYS names a database that processes share: give each of them the same QUITTANCE_MASTER_KEY_FILE or QUITTANCE_MASTER_KEY.',
  );
}

function setMasterKey({ masterKey, masterKeyFile }: MasterKeySettings): MasterKey | undefined {
  if (masterKey !== '' && masterKeyFile !== '') {
    throw new MasterKeyError('QUITTANCE_MASTER_KEY and QUITTANCE_MASTER_KEY_FILE are both set. Set one of them.');
  }
  if (masterKey !== '') return keyFrom(masterKey, 'QUITTANCE_MASTER_KEY');
  return masterKeyFile === '' ? undefined : keyIn(masterKeyFile, 'QUITTANCE_MASTER_KEY_FILE');
}

/** @throws MasterKeyError */
function nextMasterKey({ masterKeyNextFile = '' }: MasterKeySettings): MasterKey | undefined {
  return masterKeyNextFile === '' ? undefined : keyIn(masterKeyNextFile, masterKeyNextFile);
}

/** A rotation that was killed, or whose settings are not changed yet, ends nobody's start. */
function fitting(
  first: MasterKey,
  id: string | undefined,
  ...others: readonly (() => MasterKey | undefined)[]
): MasterKey {
  if (id === undefined || first.id === id) return first;
  for (const other of others) {
    const key = other();
    if (key?.id === id) return key;
  }
  return first;
}

/**
 * The master key that was set, else the one beside `keys.db`.
 * @param keysFile `keys.db`; where it is there already, no new key is made for it but once, when it is of before master keys.
 * @param mayMake whether a key may be made where there is none.
 * @param id which one the keys are wrapped under, where that is known: of a key and the one that is to come it is that one
 */
export function masterKeyOf(settings: MasterKeySettings, keysFile: string, mayMake: boolean, id?: string): MasterKey {
  const given = setMasterKey(settings);
  if (given) return fitting(given, id, () => nextMasterKey(settings));
  const beside = join(dirname(keysFile), MASTER_KEY_FILE);
  const next = join(dirname(keysFile), NEXT_KEY_FILE);
  const laid = (): MasterKey | undefined => (existsSync(next) ? keyIn(next, next) : undefined);
  if (existsSync(beside)) return fitting(keyIn(beside, beside), id, laid, () => nextMasterKey(settings));
  const alone = laid();
  if (alone) return alone;
  if (mayMake) return made(beside);
  throw new MasterKeyError(
    `${beside} is missing, and neither QUITTANCE_MASTER_KEY_FILE nor QUITTANCE_MASTER_KEY is set: keys.db cannot be opened. Restore the file or set the key.`,
  );
}

/** A master key and its text, as a file or a variable holds it. @param where it came from, for errors */
export function masterKeyFrom(text: string, where: string): { readonly key: MasterKey; readonly text: string } {
  return { key: keyFrom(text.trim(), where), text: `${text.trim()}\n` };
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
    throw new MasterKeyError(
      `The master key file ${file} cannot be read: ${(error as Error).message}. Name the right file, or restore it; for a new ledger 'openssl rand -base64 32' makes one.`,
    );
  }
  return keyFrom(text.trim(), where);
}

/** 32 bytes in base64. Strict: what Node would quietly skip is a typing error here. */
export function bytesOf32(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return BASE64_OF_32.test(text) && bytes.toString('base64') === text ? bytes : undefined;
}

function keyFrom(text: string, where: string): MasterKey {
  const key = bytesOf32(text);
  if (!key) {
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
