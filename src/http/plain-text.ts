/**
 * Texts that a spreadsheet or a database would run instead of show. The ledger itself is safe from them (values are
 * bound, exports escape them); they are refused at the door because whoever sends them by HTTP has nearly always put
 * the wrong thing into the field. Imports keep a source's words as they are.
 */

const FORMULA = /^\s*(?:[=@]|[+-](?=[A-Za-z=@(+-]))|^[\t\r]/;
const SQL = new RegExp(
  [
    String.raw`\b(?:drop|alter|create|truncate)\s+(?:table|database|view|index)\b`,
    String.raw`\bdelete\s+from\s+\w+\s*(?:;|where\b|--|$)`,
    String.raw`\binsert\s+into\s+\w+\s*(?:\(|values\b|select\b)`,
    String.raw`\bupdate\s+\w+\s+set\s+\w+\s*=`,
    String.raw`\bunion\s+(?:all\s+)?select\b`,
    String.raw`\bselect\s.+\sfrom\s+\w+\s*(?:;|where\b|--|$)`,
    String.raw`['"]\s*or\s+['"]?\w+['"]?\s*=`,
    String.raw`['";]\s*--`,
  ].join('|'),
  'i',
);
const CONTROL = /[\p{Cc}]/u;
const LINE_BREAKS = /[\n\r\t]/g;

/** What is wrong with a text, or undefined. */
export function looksLikeCode(text: string): string | undefined {
  if (CONTROL.test(text.replace(LINE_BREAKS, ''))) return 'holds control characters';
  if (FORMULA.test(text)) return 'starts like a spreadsheet formula; put a word in front of it';
  if (SQL.test(text)) return 'reads like an SQL statement; say it in words';
  return undefined;
}
