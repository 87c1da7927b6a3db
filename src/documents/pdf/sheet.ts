/** Pages that fill from top to bottom: where the next line goes, and when a new page begins. */
import type PDFDocument from 'pdfkit';
import { wrapped } from '../text/wrap.js';
import { Type, type Fonts, type Weight } from './type.js';

export const PAGE = { width: 841.89, height: 595.28, side: 36, top: 36, bottom: 46 } as const;
export const ROOM = PAGE.width - 2 * PAGE.side;
export const INK = '#1c2024';
export const SOFT = '#60646c';
export const RULE = '#c9c9d0';
/** Height of a line for each point of its size: Noto Sans SC stands tall. */
const LEADING = 1.42;

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
}

/** Marks that a Chinese font draws as wide as a Chinese character, and the feature by which it draws them narrow. */
const WIDE_MARKS = /[‘’“”…—]/;
const NARROW: ['pwid'] = ['pwid'];

interface Placed extends Style {
  readonly x: number;
  readonly y: number;
  /** Name of a destination. */
  readonly goTo?: string;
}

export class Sheet {
  readonly type: Type;
  y: number = PAGE.top;

  constructor(
    readonly doc: InstanceType<typeof PDFDocument>,
    fonts: Fonts,
    private readonly isLatin: boolean,
  ) {
    this.type = new Type(doc, fonts);
  }

  newPage(): void {
    this.doc.addPage();
    this.y = PAGE.top;
  }

  /** Begins a new page where less than this many points are left. @returns whether it did. */
  need(height: number): boolean {
    if (this.y + height <= PAGE.height - PAGE.bottom) return false;
    this.newPage();
    return true;
  }

  lineHeight({ size }: Style): number {
    return size * LEADING;
  }

  lines(text: string, width: number, { size, weight }: Style): string[] {
    const safe = text.split('\n').map((line) => this.type.safe(line));
    return safe.flatMap((line) => wrapped(line, width, (part) => this.type.width(part, size, weight)));
  }

  /** One line at a place. */
  put(text: string, { x, y, size, weight = 'regular', color = INK, goTo }: Placed): void {
    if (text === '') return;
    const { doc, type } = this;
    doc.font(weight).fontSize(size).fillColor(color);
    doc.text(text, x, y, { lineBreak: false, ...(this.isLatin && WIDE_MARKS.test(text) ? { features: NARROW } : {}) });
    if (goTo !== undefined) doc.goTo(x, y, type.width(text, size, weight), size * LEADING, goTo);
  }

  /** A paragraph over the whole width; it may go over pages. */
  paragraph(text: string, style: Style, x: number = PAGE.side): void {
    const height = this.lineHeight(style);
    for (const line of this.lines(text, PAGE.width - PAGE.side - x, style)) {
      this.need(height);
      this.put(line, { ...style, x, y: this.y });
      this.y += height;
    }
  }

  rule(y: number, from: number = PAGE.side, to: number = PAGE.width - PAGE.side): void {
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(RULE).stroke();
  }
}
