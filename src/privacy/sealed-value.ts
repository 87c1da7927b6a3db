/** One sealed value: a disclosure encrypted under its subject's key, bound to its event and field. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { AnyFact } from '../ledger/fact.js';
import type { SubjectKey } from '../ledger/ports.js';
import { disclosureDigest, readDisclosure, type Disclosed } from '../seal/disclosure.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Place {
  readonly stream: string;
  readonly event: string;
}

function aad({ stream, event }: Place, field: string): Buffer {
  return Buffer.from(`${stream}|${event}|${field}`);
}

/**
 * @param iv 12 random bytes that were and will be used for nothing else
 * @returns base64url of IV, ciphertext and tag
 */
export function encrypt(secret: Buffer, iv: Buffer, place: Place, field: string, text: string): string {
  const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(aad(place, field));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** What decides whether a sealed disclosure is a fact's own. */
export type SealedFact = Pick<AnyFact, 'stream' | 'id' | '_sd'>;

/**
 * One disclosure of a fact, opened.
 * @throws when it does not match the body's digests: the ledger was tampered with.
 */
export function openDisclosure(
  key: SubjectKey,
  fact: SealedFact,
  name: string,
  sealed: string,
): { readonly text: string; readonly digest: string; readonly disclosed: Disclosed } {
  const bytes = Buffer.from(sealed, 'base64url');
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key.secret, iv)
    .setAAD(aad({ stream: fact.stream, event: fact.id }, name))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  const disclosed = readDisclosure(text);
  const digest = disclosureDigest(text);
  if (!disclosed || disclosed.name !== name || !fact._sd?.includes(digest)) {
    throw new Error(`the disclosure '${name}' of event ${fact.id} does not match its digest: the ledger was changed`);
  }
  return { text, digest, disclosed };
}
