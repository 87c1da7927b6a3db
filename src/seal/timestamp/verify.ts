/**
 * Verifies a time stamp (RFC 3161) offline: that an authority, whom a trusted certificate vouches for, saw these bytes at
 * the time that it states. Runs wherever there is Web Cryptography: in Node and in a browser's page.
 */
import { Certificate, SignedDataVerifyError, type TSTInfo } from 'pkijs';
import { bufferOf, digestOf, DIGESTS, hexOf, sameBytes } from './bytes.js';
import { checkSigner } from './signer.js';
import { readToken, type Token } from './token.js';
import { Refused, type TimeStampVerdict } from './verdict.js';

/** Codes of pkijs: no chain to a trusted certificate. */
const UNTRUSTED = 5;

/**
 * @param token a response (`.tsr`), or the token alone
 * @param checkpointBytes what was stamped: the whole checkpoint file
 * @param trustedCertificates DER of the certificates in which a chain may end; certificates in the token are not trusted
 */
export async function verifyTimeStamp(
  token: Uint8Array,
  checkpointBytes: Uint8Array,
  trustedCertificates: readonly Uint8Array[],
): Promise<TimeStampVerdict> {
  try {
    const read = readToken(token);
    await checkImprint(read.info, checkpointBytes);
    const { signer, root } = await checkSignature(read, checkpointBytes, trusted(trustedCertificates));
    await checkSigner(read.signed, signer);
    return proven(read.info, signer, root);
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', why: error.why, detail: error.message };
    // Anybody may have made these bytes: where the reader of a part gives up, nothing is proven.
    return { kind: 'refused', why: 'malformed', detail: 'It is no time stamp that could be read.' };
  }
}

/** Throws Refused unless the stamp is over these bytes. */
async function checkImprint({ messageImprint }: TSTInfo, bytes: Uint8Array): Promise<void> {
  const digest = DIGESTS[messageImprint.hashAlgorithm.algorithmId];
  if (digest === undefined) throw new Refused('other-bytes', 'The stamp is over a digest that is not SHA-2.');
  const stamped = new Uint8Array(messageImprint.hashedMessage.valueBlock.valueHexView);
  if (sameBytes(await digestOf(digest, bytes), stamped)) return;
  throw new Refused('other-bytes', 'The stamp is over other bytes than these.');
}

function trusted(certificates: readonly Uint8Array[]): Certificate[] {
  return certificates.map((der) => {
    try {
      return Certificate.fromBER(bufferOf(der));
    } catch {
      throw new Refused('not-trusted', 'A certificate that was given as trusted is none.');
    }
  });
}

interface Signer {
  readonly signer: Certificate;
  readonly root: Certificate;
}

/** The signature over the attributes, and the chain at the stated time. Throws Refused. */
async function checkSignature(
  { signed, info }: Token,
  bytes: Uint8Array,
  trustedCerts: Certificate[],
): Promise<Signer> {
  const digest = signed.signerInfos[0]?.digestAlgorithm.algorithmId ?? '';
  if (DIGESTS[digest] === undefined) throw new Refused('bad-signature', 'The signature is not over SHA-2.');
  if (!signed.signerInfos[0]?.signedAttrs) throw new Refused('bad-signature', 'The token has no signed attributes.');
  const data = bufferOf(bytes);
  const result = await signed
    .verify({ signer: 0, data, checkChain: true, trustedCerts, checkDate: info.genTime, extendedMode: true })
    .catch((error: unknown) => {
      if (error instanceof SignedDataVerifyError && error.code === UNTRUSTED) {
        const message = 'No chain of certificates leads from the signer to a trusted one at the time of the stamp.';
        throw new Refused('not-trusted', message);
      }
      throw new Refused('bad-signature', 'The signature of the token does not hold.');
    });
  const { signatureVerified, signerCertificate: signer, certificatePath } = result;
  if (!signatureVerified || !signer) throw new Refused('bad-signature', 'The signature of the token does not hold.');
  const root = certificatePath?.[certificatePath.length - 1];
  if (!root || !trustedCerts.some((each) => sameCertificate(each, root))) {
    throw new Refused('not-trusted', 'The chain of certificates does not end in a trusted one.');
  }
  return { signer, root };
}

function sameCertificate(a: Certificate, b: Certificate): boolean {
  return sameBytes(new Uint8Array(a.toSchema().toBER()), new Uint8Array(b.toSchema().toBER()));
}

function proven(info: TSTInfo, signer: Certificate, root: Certificate): TimeStampVerdict {
  const { accuracy, genTime, policy, serialNumber, nonce } = info;
  const { seconds = 0, millis = 0, micros = 0 } = accuracy ?? {};
  return {
    kind: 'proven',
    time: genTime.toISOString(),
    accuracyMillis: accuracy ? seconds * 1000 + millis + micros / 1000 : undefined,
    authority: nameOf(signer),
    root: nameOf(root),
    policy,
    serial: hexOf(serialNumber.valueBlock.valueHexView),
    nonce: nonce ? hexOf(nonce.valueBlock.valueHexView) : undefined,
  };
}

const NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
};

/** The subject for people: `CN=…, O=…`. */
function nameOf({ subject }: Certificate): string {
  const parts = subject.typesAndValues.map(({ type, value }) => {
    return `${NAMES[type] ?? type}=${String(value.valueBlock.value)}`;
  });
  return parts.join(', ');
}
