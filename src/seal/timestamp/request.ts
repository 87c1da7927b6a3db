/** What an authority is asked (RFC 3161, 2.4.1): a stamp over the SHA-256 of some bytes, with its certificates. */
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { bufferOf, digestOf } from './bytes.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** @param nonce random bytes that the answer must repeat: a positive integer, its first bit is not used */
export async function timeStampRequest(bytes: Uint8Array, nonce: Uint8Array): Promise<Uint8Array> {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new Null() });
  const hashedMessage = new OctetString({ valueHex: bufferOf(await digestOf('SHA-256', bytes)) });
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({ hashAlgorithm, hashedMessage }),
    nonce: new Integer({ valueHex: bufferOf(positive(nonce)) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** The nonce as the answer has it: without its sign bit, and never with zeros in front. */
export function positive(nonce: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(nonce);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
