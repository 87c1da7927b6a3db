import { SHOWN_CHARS_MAX } from './limits.js';

/**
 * Stands in decoded text for bytes that are not valid in the file's encoding. A lone surrogate, so no well-formed text
 * holds it, and a U+FFFD that the file really holds is not mistaken for damage.
 */
export const MALFORMED = '\uDCFF';

/** True where bytes were not valid. A character whose second half is U+DCFF (U+1F4FF) is no damage: only a lone one is. */
export function isMalformed(text: string): boolean {
  return /\uDCFF/u.test(text);
}

/** V8 keeps the whole parent string alive for slices of this length or more; shorter ones are copied. */
const SLICE_MIN = 13;

/** The same text without the chunk it was cut from: a row that is kept must not keep 256 KiB of file alive. */
export function own(text: string): string {
  return text.length < SLICE_MIN ? text : ` ${text}`.slice(1);
}

/** An offending text as an unreadable item shows it: shortened, damaged bytes as U+FFFD, no half of a surrogate pair. */
export function shown(text: string): string {
  const cut = text.length <= SHOWN_CHARS_MAX ? text : `${text.slice(0, SHOWN_CHARS_MAX - 1)}…`;
  return own(cut.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** True where the text holds half a surrogate pair, which no UTF-8 file can hold and no ledger can store. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
