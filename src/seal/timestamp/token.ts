/** Reads a time-stamp response or token (RFC 3161, 2.4.2), strictly: one value, and nothing behind it. */
import { fromBER, type BaseBlock } from 'asn1js';
import { ContentInfo, SignedData, TimeStampResp, TSTInfo } from 'pkijs';
import { bufferOf } from './bytes.js';
import { Refused } from './verdict.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const GRANTED: readonly number[] = [0, 1];

export interface Token {
  readonly signed: SignedData;
  readonly info: TSTInfo;
}

/** Throws Refused. @param bytes a response (`.tsr`), or the token alone */
export function readToken(bytes: Uint8Array): Token {
  const schema = whole(bytes);
  const content = contentOf(schema);
  if (content.contentType !== SIGNED_DATA) throw new Refused('malformed', 'The token is no signed data.');
  const signed = attempt(() => new SignedData({ schema: content.content as BaseBlock }));
  if (signed.encapContentInfo.eContentType !== TST_INFO) throw new Refused('malformed', 'It signs no time stamp.');
  if (signed.signerInfos.length !== 1) throw new Refused('malformed', 'A token has one signature.');
  const { eContent } = signed.encapContentInfo;
  if (!eContent) throw new Refused('malformed', 'The token is empty.');
  const info = attempt(() => TSTInfo.fromBER(eContent.getValue()));
  if (info.version !== 1) throw new Refused('malformed', 'The time stamp has another version than 1.');
  return { signed, info };
}

function whole(bytes: Uint8Array): BaseBlock {
  const { offset, result } = attempt(() => fromBER(bufferOf(bytes)));
  if (offset !== bytes.length) throw new Refused('malformed', 'It is no DER, or has bytes behind it.');
  return result;
}

function contentOf(schema: BaseBlock): ContentInfo {
  const first = (schema.valueBlock as { readonly value?: readonly BaseBlock[] }).value?.[0];
  // A token begins with the identifier of its type, a response with its status.
  if (first?.idBlock.tagNumber === 6) return attempt(() => new ContentInfo({ schema }));
  const { status, timeStampToken } = attempt(() => new TimeStampResp({ schema }));
  if (!GRANTED.includes(status.status)) {
    const why = status.statusStrings?.map((text) => text.valueBlock.value).join('; ') ?? 'it does not say why';
    throw new Refused('not-granted', `The authority refused (status ${status.status}): ${why}.`);
  }
  if (!timeStampToken) throw new Refused('malformed', 'The response holds no token.');
  return timeStampToken;
}

/** What does not fit the schema is malformed, whatever the reader throws. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new Refused('malformed', 'It is no time-stamp response and no token.');
  }
}
