/** Shows a checkpoint to a witness (C2SP tlog-witness), and reads its answer. */
import { formatAddCheckpoint, type AddCheckpoint } from '../../seal/add-checkpoint.js';
import { boundedPost, faultOf } from '../bounded-fetch.js';

const ANSWER_BYTES_MAX = 64 * 1024;
const SIZE = /^(0|[1-9]\d{0,15})\n?$/;
const SIZE_TYPE = 'text/x.tlog.size';

export type WitnessAnswer =
  /** Signature lines, not yet verified. */
  | { readonly kind: 'signed'; readonly lines: string }
  /** The witness stands at this size. */
  | { readonly kind: 'size'; readonly size: number }
  /** It has seen another history: another root of this size (409), or one that this does not extend (422). */
  | { readonly kind: 'other-history'; readonly status: number; readonly detail: string }
  /** It does not know the log or its key, or cannot read what it was sent: somebody must look. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  /** No answer, or one that says nothing: later again. */
  | { readonly kind: 'unreachable'; readonly detail: string };

export async function showTo(url: string, request: AddCheckpoint, signal: AbortSignal): Promise<WitnessAnswer> {
  try {
    const answer = await boundedPost(`${url}/add-checkpoint`, formatAddCheckpoint(request), {
      type: 'text/plain; charset=utf-8',
      bytesMax: ANSWER_BYTES_MAX,
      signal,
    });
    return read(answer.status, answer.type, answer.body.toString('utf8'));
  } catch (error) {
    return { kind: 'unreachable', detail: faultOf(error) };
  }
}

function read(status: number, type: string, text: string): WitnessAnswer {
  const detail = text.split('\n')[0]?.slice(0, 200) ?? '';
  if (status === 200) return { kind: 'signed', lines: text };
  if (status === 409) {
    const [, size] = (type.split(';')[0] === SIZE_TYPE && SIZE.exec(text)) || [];
    if (size !== undefined && Number.isSafeInteger(Number(size))) return { kind: 'size', size: Number(size) };
    return { kind: 'other-history', status, detail };
  }
  if (status === 422) return { kind: 'other-history', status, detail };
  if (status === 400 || status === 403 || status === 404) return { kind: 'refused', status, detail };
  return { kind: 'unreachable', detail: `it answered ${status} ${detail}`.trimEnd() };
}
