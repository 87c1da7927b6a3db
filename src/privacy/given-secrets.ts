/** The id secret and the MAC secret as settings give them: each 32 bytes in base64, or a file with both. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bytesOf32 } from './master-key.js';

/** Each of 32 bytes. */
export interface SecretPair {
  /** Ids are made with it. */
  readonly id: Buffer;
  /** Command digests are made with it. */
  readonly mac: Buffer;
}

export interface SecretSettings {
  readonly idSecret: string;
  readonly macSecret: string;
  readonly secretsFile: string;
}

const NAMES = { id: 'QUITTANCE_ID_SECRET', mac: 'QUITTANCE_MAC_SECRET' } as const;

export class SecretsError extends Error {
  /** As with a master key that is missing or wrong. */
  readonly problem = 'keys';
}

/** This process was given another secret than the ledger's others. */
export class WrongSecret extends SecretsError {
  constructor(name: keyof SecretPair, place: string) {
    super(
      `The ${name === 'id' ? 'id' : 'MAC'} secret is not the one that this ledger was begun with (as ${place} knows it). Give the right one with ${NAMES[name]} or QUITTANCE_SECRETS_FILE. Nothing was changed.`,
    );
  }
}

/**
 * Says which secret it is and tells nothing of it: what processes compare at their start.
 * @returns 32 hexadecimal digits
 */
export function fingerprintOf(name: keyof SecretPair, secret: Buffer): string {
  return createHmac('sha256', secret).update(`quittance ${name} secret`).digest('hex').slice(0, 32);
}

/** What is set; a part may be missing. @throws SecretsError */
export function givenSecrets({ idSecret, macSecret, secretsFile }: SecretSettings): Partial<SecretPair> {
  if (secretsFile === '') {
    return { ...secretFrom('id', idSecret, NAMES.id), ...secretFrom('mac', macSecret, NAMES.mac) };
  }
  if (idSecret !== '' || macSecret !== '') {
    throw new SecretsError('QUITTANCE_SECRETS_FILE is set, and a secret by itself too. Set one of them.');
  }
  const { id = '', mac = '' } = linesOf(secretsFile);
  return { ...secretFrom('id', id, secretsFile), ...secretFrom('mac', mac, secretsFile) };
}

/** Both, for whoever shares a ledger with other processes. @throws SecretsError where one is missing */
export function bothSecrets(settings: SecretSettings): SecretPair {
  const { id, mac } = givenSecrets(settings);
  if (id && mac) return { id, mac };
  throw new SecretsError(
    `QUITTANCE_KEYS names a database that processes share: give each of them the same QUITTANCE_ID_SECRET and QUITTANCE_MAC_SECRET, or a QUITTANCE_SECRETS_FILE (${id ? 'mac' : 'id'} is missing). 'openssl rand -base64 32' makes one.`,
  );
}

function secretFrom(name: keyof SecretPair, text: string, where: string): Partial<SecretPair> {
  if (text === '') return {};
  const secret = bytesOf32(text);
  if (!secret) throw new SecretsError(`The ${name} secret from ${where} is not 32 bytes in base64.`);
  return { [name]: secret };
}

/** `id=…` and `mac=…`; empty lines and those with a # are skipped. */
function linesOf(file: string): { readonly id?: string; readonly mac?: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SecretsError(
      `The file of secrets ${file} cannot be read: ${(error as Error).message}. It holds two lines, 'id=…' and 'mac=…', the same for all processes.`,
    );
  }
  const lines = text.split('\n').map((line) => line.trim());
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const known = entries.map((line) => /^(id|mac)\s*=\s*(\S+)$/.exec(line));
  if (known.some((match) => match === null)) {
    throw new SecretsError(`The file of secrets ${file} has a line that is neither 'id=…' nor 'mac=…'.`);
  }
  const valueOf = (name: string): string | undefined => known.find((match) => match?.[1] === name)?.[2];
  return { id: valueOf('id'), mac: valueOf('mac') };
}
