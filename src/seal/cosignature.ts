/** Whether a key signed a note: plainly, or as a witness who says when (C2SP tlog-cosignature, version 1). */
import { SIGNATURE_BYTES, publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.js';
import { signaturesBy, type Note, type NoteSignature } from './note.js';
import { KEY_TYPE, vkeyOf, type Vkey } from './vkey.js';

const TIME_BYTES = 8;

/** Seconds since 1970 that a witness signed, or 0 of a log, which signs no time. */
export type SignedAt = number;

/** When the key signed; undefined when it did not, or when any of its signatures is false. */
export function signedBy(note: Note, key: Vkey): SignedAt | undefined {
  const times = signaturesBy(note, key).map((each) => signedAt(note.text, key, each.signature));
  const valid = times.filter((time) => time !== undefined);
  return valid.length === 0 || valid.length < times.length ? undefined : Math.max(...valid);
}

function signedAt(text: string, { type, publicKey }: Vkey, signature: Buffer): SignedAt | undefined {
  if (type === KEY_TYPE.ed25519) return verifyEd25519(publicKey, Buffer.from(text), signature) ? 0 : undefined;
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const time = Number(signature.readBigUInt64BE());
  if (!Number.isSafeInteger(time)) return undefined;
  return verifyEd25519(publicKey, cosigned(text, time), signature.subarray(TIME_BYTES)) ? time : undefined;
}

function cosigned(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

/** What a witness adds to a checkpoint. @param time seconds since 1970 */
export function cosign(text: string, name: string, seed: Buffer, time: number): NoteSignature {
  const { keyId } = vkeyOf(name, KEY_TYPE.cosignature, publicKeyOf(seed));
  const stamp = Buffer.alloc(TIME_BYTES);
  stamp.writeBigUInt64BE(BigInt(time));
  return { name, keyId, signature: Buffer.concat([stamp, signEd25519(seed, cosigned(text, time))]) };
}
