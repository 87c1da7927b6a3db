/** A table on pages: its head again on each, rows kept together, long values over several lines. */
import { isNumber, NOTHING, type PrintedRow, type PrintedTable, type Writer } from '../formats.js';
import { columnWidths, type Wish } from './columns.js';
import { PAGE, ROOM, SOFT, type Sheet, type Style } from './sheet.js';

const CELL: Style = { size: 7 };
const HEAD: Style = { size: 7, weight: 'bold', color: SOFT };
const GAP = 8;
const PAD = 2.5;
/** A value wants no more than this, points; longer ones are broken. */
const WIDEST = 272;
/** A title may be as wide as this without being broken. */
const TITLE_WIDEST = 52;
/** Rows measured for the widths of columns. */
const MEASURED_MAX = 400;

interface Cell {
  readonly lines: readonly string[];
  readonly goTo?: string;
}

export class Grid {
  private readonly widths: readonly number[];
  private readonly head: readonly Cell[];
  private readonly isRight: readonly boolean[];

  constructor(
    private readonly sheet: Sheet,
    private readonly shown: PrintedTable,
    private readonly writer: Writer,
  ) {
    const { table, columns, rows } = shown;
    const titles = columns.map((i) => table.heads[i]?.title[writer.language] ?? '');
    this.widths = columnWidths(
      columns.map((i, c) => this.wish(titles[c] ?? '', rows, i)),
      ROOM,
      GAP,
    );
    this.head = titles.map((title, c) => ({ lines: sheet.lines(title, this.widths[c] ?? 0, HEAD) }));
    this.isRight = columns.map((i) => isNumber(table.heads[i] ?? { kind: 'text' }));
  }

  draw(): void {
    const { sheet, shown } = this;
    const rows = shown.rows.map((row) => this.cells(row));
    const first = rows[0] ? this.height(rows[0], CELL) : 0;
    sheet.need(this.height(this.head, HEAD) + first);
    this.drawHead();
    for (const row of rows) {
      if (sheet.need(this.height(row, CELL))) this.drawHead();
      this.drawRow(row, CELL);
    }
  }

  private wish(title: string, rows: readonly PrintedRow[], column: number): Wish {
    const { type } = this.sheet;
    const texts = rows.slice(0, MEASURED_MAX).map(({ texts: all }) => all[column] ?? NOTHING);
    const pieces = (text: string): string[] => text.split(/[\s\u2e80-\u9fff]+/);
    const widest = (all: readonly string[], { size, weight }: Style): number =>
      all.reduce((most, text) => Math.max(most, type.width(text, size, weight)), 0);
    const head = Math.min(type.width(title, HEAD.size, HEAD.weight), TITLE_WIDEST);
    const natural = Math.max(widest(texts, CELL), head);
    const least = Math.max(widest(texts.flatMap(pieces), CELL), head);
    return { natural: Math.min(natural, WIDEST) + 1, least: Math.min(least, WIDEST / 2, natural) + 1 };
  }

  private cells({ texts, cells }: PrintedRow): Cell[] {
    return this.shown.columns.map((i, c) => {
      const lines = this.sheet.lines(texts[i] ?? NOTHING, this.widths[c] ?? 0, CELL);
      const cell = cells[i];
      const number = cell?.kind === 'events' ? this.writer.document.numbers.get(cell.value[0] ?? '') : undefined;
      return number === undefined ? { lines } : { lines, goTo: `e${number}` };
    });
  }

  private height(cells: readonly Cell[], style: Style): number {
    return Math.max(1, ...cells.map(({ lines }) => lines.length)) * this.sheet.lineHeight(style) + 2 * PAD;
  }

  private drawHead(): void {
    this.drawRow(this.head, HEAD);
  }

  /** A row that is higher than a page goes on where the page ends: its lines are put one by one. */
  private drawRow(cells: readonly Cell[], style: Style): void {
    const { sheet } = this;
    const height = sheet.lineHeight(style);
    const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
    sheet.y += PAD;
    for (let n = 0; n < count; n++) {
      sheet.need(height);
      this.drawLine(cells, n, style);
      sheet.y += height;
    }
    sheet.y += PAD;
    sheet.rule(sheet.y);
  }

  private drawLine(cells: readonly Cell[], n: number, style: Style): void {
    const { sheet } = this;
    let x: number = PAGE.side;
    cells.forEach(({ lines, goTo }, c) => {
      const width = this.widths[c] ?? 0;
      const text = lines[n] ?? '';
      const shift = this.isRight[c] ? width - sheet.type.width(text, style.size, style.weight) : 0;
      sheet.put(text, { ...style, x: x + shift, y: sheet.y, goTo: n === 0 ? goTo : undefined });
      x += width + GAP;
    });
  }
}
