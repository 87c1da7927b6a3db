/** Who signed a token: the certificate must be for time stamping alone (RFC 3161, 2.3), and be the one that the token names (RFC 5816). */
import type { BaseBlock, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import type { Certificate, ExtKeyUsage, SignedData } from 'pkijs';
import { digestOf, DIGESTS, sameBytes } from './bytes.js';
import { Refused } from './verdict.js';

const EXT_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** Throws Refused. */
export async function checkSigner(signed: SignedData, certificate: Certificate): Promise<void> {
  if (!isForTimeAlone(certificate)) {
    throw new Refused('bad-signer', 'The certificate of the signer is not for time stamping alone.');
  }
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const valueOf = (type: string): BaseBlock | undefined =>
    attributes.find((attribute) => attribute.type === type)?.values[0] as BaseBlock | undefined;
  if (oidOf(valueOf(CONTENT_TYPE)) !== TST_INFO) {
    throw new Refused('bad-signature', 'The signature is not over a time stamp.');
  }
  const v2 = valueOf(SIGNING_CERTIFICATE_V2);
  const named = v2 ? namedBy(v2, 'SHA-256') : namedBy(valueOf(SIGNING_CERTIFICATE), 'SHA-1');
  if (!named) throw new Refused('bad-signer', 'The token does not name the certificate of its signer.');
  const der = new Uint8Array(certificate.toSchema().toBER());
  if (sameBytes(await digestOf(named.digest, der), named.hash)) return;
  throw new Refused('bad-signer', 'The token names another certificate than the one that signed it.');
}

function isForTimeAlone({ extensions }: Certificate): boolean {
  const usage = extensions?.find(({ extnID }) => extnID === EXT_KEY_USAGE);
  const purposes = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === TIME_STAMPING;
}

const oidOf = (block: BaseBlock | undefined): string | undefined =>
  (block as ObjectIdentifier | undefined)?.valueBlock.toString();

interface Named {
  readonly digest: string;
  readonly hash: Uint8Array;
}

/** The first certificate id: `{ hashAlgorithm DEFAULT sha256 (version 2 only), certHash, … }`. */
function namedBy(attribute: BaseBlock | undefined, standard: string): Named | undefined {
  const ids = children(attribute)[0];
  const [first, second] = children(children(ids)[0]);
  if (first?.idBlock.tagNumber === 4) return { digest: standard, hash: octets(first) };
  const algorithm = oidOf(children(first)[0]);
  const digest = algorithm === undefined ? undefined : DIGESTS[algorithm];
  return digest === undefined || second?.idBlock.tagNumber !== 4 ? undefined : { digest, hash: octets(second) };
}

const children = (block: BaseBlock | undefined): readonly BaseBlock[] =>
  (block as Sequence | undefined)?.valueBlock.value ?? [];

const octets = (block: BaseBlock): Uint8Array => new Uint8Array((block as OctetString).valueBlock.valueHexView);
