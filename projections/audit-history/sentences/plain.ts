/**
 * Text of others inside our sentence. It must not break the line, hide, reorder what stands beside it, or end its own
 * quotation marks: whoever reads an audit history must see what is there.
 */

const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** Control, format and invisible characters, half characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
/** Invisible, but part of ordinary spelling: joiners (Persian, Indic, emoji) and variants of a character. */
const SPELLING = /[\u200C\u200D\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u;
/** Scripts that run from right to left: they would pull neighbouring numbers and points with them. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const [ISOLATE, END_ISOLATE] = ['\u2068', '\u2069'];

function visible(char: string): string {
  if (SPELLING.test(char)) return char;
  const code = (char.codePointAt(0) as number).toString(16).toUpperCase();
  return `⟨U+${code.padStart(4, '0')}⟩`;
}

/** One line in which every hidden character shows: a line break as ⏎, others as their code point such as ⟨U+202E⟩. */
export function plain(text: string): string {
  const line = text.replace(LINE_BREAK, ' ⏎ ').replaceAll('\t', ' ').replace(HIDDEN, visible);
  return RIGHT_TO_LEFT.test(line) ? ISOLATE + line + END_ISOLATE : line;
}

/** Plain text in quotation marks; its own marks become single ones, as inside any quotation. */
export function quoted(text: string): string {
  return `“${plain(text).replace(/[“”]/g, (mark) => (mark === '“' ? '‘' : '’'))}”`;
}

const BARE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.:@/+#-]{0,63}$/u;

/** A code, reference or name: bare where it is one word, else in quotation marks. */
export function named(text: string): string {
  return BARE.test(text) && !RIGHT_TO_LEFT.test(text) ? text : quoted(text);
}

const UUID =
  /^(?:(?:case|party|portfolio)-)?((?:[a-z]+-)?[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A part or stream by the first eight digits of its id: they are those of an HMAC, so they tell it apart within a case
 * and find it in the full fact. Not for event ids: those begin with the time. The sentence says what kind it is.
 */
export function shortId(id: string): string {
  return UUID.exec(id)?.[1] ?? named(id);
}
