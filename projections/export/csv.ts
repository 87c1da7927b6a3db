/** CSV after RFC 4180. A text that a spreadsheet would run as a formula is written so that it does not. */

export type Cell = string | number | null;

/** First characters that make spreadsheets compute (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Records with a header, each ended by CR LF. */
export function csvText(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellText).join(','));
  return lines.map((line) => `${line}\r\n`).join('');
}
