/**
 * Texts that a spreadsheet or a database would run instead of show. The ledger itself is safe from them (values are
 * bound, exports escape them); they are refused at the door because whoever sends them by HTTP has nearly always put
 * the wrong thing into the field. Imports keep a source's words as they are.
 */

/** Signs that begin a formula; spreadsheets in East Asian settings take the full-width ones as well. */
const FORMULA = new RegExp(
  [
    String.raw`^\s*[=@＝＠]`,
    String.raw`^[\t\r]`,
    // A sign right before a name, a sign or an open bracket: -A1, +SUM(1), --1. Not `- called twice`, `+39 055`, `+(39)`.
    String.raw`^\s*[+\-＋－](?:[A-Za-z=@+-]|\((?!\d+\)))`,
    // Signed arithmetic: +1+1, -2*3. Not a phone number: +39-055-1234567.
    String.raw`^\s*[+\-＋－]\d[\d\s.,]*[+*^=]`,
    String.raw`^\s*[-－]\d[\d.,]*[-/]\d`,
    // A function after a sign and spaces: - SUM(A1).
    String.raw`^\s*[+\-＋－]\s*[A-Za-z][\w.]*\(`,
    // Dynamic data exchange: |' /C calc'!A0.
    String.raw`\|\s*'[^'|]*'!`,
  ].join('|'),
);
/** Where a statement may begin: at the start, after another one, or out of a broken quote or bracket. */
const BEGIN = String.raw`(?:^|[;'"()])\s*`;
const SQL = new RegExp(
  [
    String.raw`\b(?:drop|alter|create|truncate)\s+(?:table|database|view|index)\b`,
    String.raw`${BEGIN}delete\s+from\s+\w+\s*(?:;|where\b|--|$)`,
    String.raw`\binsert\s+into\s+\w+\s*(?:\(|values\b|select\b)`,
    String.raw`\bupdate\s+\w+\s+set\s+\w+\s*=`,
    String.raw`\bunion\s+(?:all\s+)?select\b`,
    String.raw`${BEGIN}select\s+[\w.*]+(?:\s*,\s*[\w.*]+)*\s+from\s+\w+\s*(?:;|where\b|limit\b|order\b|--|$)`,
    // Always true: ' OR 'a'='a, OR 1=1.
    String.raw`['"]\s*or\s+(?:['"]\w*['"]?|\w+)\s*=`,
    String.raw`\bor\s+(['"]?)(\w+)\1\s*=\s*\1\2\b`,
    // The rest of the statement commented out: x'--, '; --.
    String.raw`['")]\s*--\s*$`,
    String.raw`;\s*--`,
    String.raw`\b(?:xp_cmdshell|pg_sleep|load_extension)\b`,
  ].join('|'),
  'i',
);
const CONTROL = /[\p{Cc}]/u;
const LINE_BREAKS = /[\n\r\t]/g;

/** Says so when a text holds control characters other than tab and line breaks. */
export function holdsControls(text: string): string | undefined {
  return CONTROL.test(text.replace(LINE_BREAKS, '')) ? 'holds control characters' : undefined;
}

/** What is wrong with a text, or undefined. */
export function looksLikeCode(text: string): string | undefined {
  const controls = holdsControls(text);
  if (controls !== undefined) return controls;
  if (FORMULA.test(text)) return 'starts like a spreadsheet formula; put a word in front of it';
  if (SQL.test(text)) return 'reads like an SQL statement; say it in words';
  return undefined;
}
