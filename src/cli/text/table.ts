/** Aligned tables for people. */
import { padded, plainLine, widthOf } from './width.js';

export interface Column<R> {
  readonly head: string;
  readonly align?: 'left' | 'right';
  readonly cell: (row: R) => string | number | null | undefined;
}

const GAP = '  ';
const NOTHING = '–';

/** Head and rows as lines; columns in which no row has a value are left out. */
export function tableLines<R>(columns: readonly Column<R>[], rows: readonly R[]): string[] {
  const filled = columns.map((column) => ({ ...column, texts: rows.map((row) => cellText(column.cell(row))) }));
  const shown = filled.filter(({ texts }) => texts.some((text) => text !== NOTHING) || rows.length === 0);
  const widths = shown.map(({ head, texts }) => Math.max(widthOf(head), ...texts.map(widthOf)));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => padded(text, widths[i] ?? 0, shown[i]?.align))
      .join(GAP)
      .trimEnd();
  const body = rows.map((_row, i) => line(shown.map(({ texts }) => texts[i] ?? NOTHING)));
  return [line(shown.map(({ head }) => head)), ...body];
}

/** Names and values below one another; values that are not there are left out. */
export function pairLines(
  pairs: readonly (readonly [name: string, value: string | number | null | undefined])[],
): string[] {
  const given = pairs.filter(([, value]) => cellText(value) !== NOTHING);
  const width = Math.max(0, ...given.map(([name]) => widthOf(name)));
  return given.map(([name, value]) => `${padded(name, width)}${GAP}${cellText(value)}`);
}

function cellText(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === '' ? NOTHING : plainLine(String(value));
}
