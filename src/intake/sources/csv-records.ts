import { BROKEN, CellReader, WAIT } from './csv-cells.js';
import { RECORD_CHARS_MAX, SHOWN_CHARS_MAX } from './limits.js';

/** How a CSV file is written. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** One character, or empty where nothing is quoted. */
  readonly quote: string;
  /** Lines that begin with this are passed over; empty for none. */
  readonly comment: string;
}

/** One record, or a line that makes none. */
export interface CsvRecord {
  /** The line where it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The record as written and without its line end; for a broken one the beginning of its first line. */
  readonly text: () => string;
  /** Set where the record breaks the rules of quoting or length; then `cells` is empty. */
  readonly problem?: string;
}

const [LF, CR] = [10, 13] as const;

/**
 * Cuts decoded text into records after RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes; lines
 * end with CRLF, LF or CR; empty lines are no records. After a broken record, reading goes on at the line after the one
 * where it started, so that one stray quote does not swallow the file.
 */
export class CsvRecords {
  /** The line that reading has come to, from 1. */
  line = 1;
  private text = '';
  private at = 0;
  private isLast = false;
  /** Inside a line that is passed over up to its end. */
  private skipping = false;
  /** The last line ended with a CR: an LF that comes next belongs to it. */
  private afterCr = false;
  private readonly reader: CellReader;

  constructor(private readonly dialect: CsvDialect) {
    this.reader = new CellReader(dialect.delimiter, dialect.quote, RECORD_CHARS_MAX);
  }

  /** Adds text; `isLast` when there will be no more. */
  add(text: string, isLast: boolean): void {
    this.text = this.at === this.text.length ? text : [this.text.slice(this.at), text].join('');
    this.at = 0;
    this.isLast = isLast;
  }

  /** The next record, or undefined when more text is needed. */
  next(): CsvRecord | undefined {
    while (this.at < this.text.length) {
      if (this.passOver()) continue;
      const comment = this.commentHere();
      if (comment === 'unsure') return undefined;
      if (comment === 'no') return this.record();
      this.skipping = true;
    }
    return undefined;
  }

  /** Passes over the LF of a CRLF, a line to be skipped, or an empty line. False where a record starts. */
  private passOver(): boolean {
    const code = this.text.charCodeAt(this.at);
    const isRestOfBreak = this.afterCr && code === LF;
    this.afterCr = false;
    if (isRestOfBreak) this.at += 1;
    else if (this.skipping) this.endLine(this.lineEnd(this.text.length));
    else if (code === LF || code === CR) this.endLine(this.at);
    else return false;
    return true;
  }

  private commentHere(): 'yes' | 'no' | 'unsure' {
    const { comment } = this.dialect;
    if (comment === '') return 'no';
    const here = this.text.slice(this.at, this.at + comment.length);
    if (here === comment) return 'yes';
    return comment.startsWith(here) && !this.isLast ? 'unsure' : 'no';
  }

  private record(): CsvRecord | undefined {
    const { line, text, at: start, reader } = this;
    const end = reader.read(text, start, this.isLast);
    if (end === WAIT) return undefined;
    if (end === BROKEN) return this.brokenRecord(reader.reason);
    this.line += reader.breaks;
    this.endLine(end);
    return { line, cells: reader.cells, text: () => text.slice(start, end) };
  }

  /** Gives up the line where the record starts. */
  private brokenRecord(problem: string): CsvRecord | undefined {
    const { line, text, at: start } = this;
    const end = this.lineEnd(Math.min(text.length, start + RECORD_CHARS_MAX + 1));
    // The whole line first: the item must not depend on how the text was cut.
    if (end === text.length && !this.isLast && end <= start + RECORD_CHARS_MAX) return undefined;
    const stop = Math.min(end, start + SHOWN_CHARS_MAX + 1);
    this.skipping = true;
    return { line, cells: [], text: () => text.slice(start, stop), problem };
  }

  private lineEnd(limit: number): number {
    let end = this.at;
    for (; end < limit; end++) {
      const code = this.text.charCodeAt(end);
      if (code === LF || code === CR) break;
    }
    return end;
  }

  /** Goes on behind the line end at `end`, or waits for it where the text ends there. */
  private endLine(end: number): void {
    const hasBreak = end < this.text.length;
    this.afterCr = this.text.charCodeAt(end) === CR;
    this.at = hasBreak ? end + 1 : end;
    if (!hasBreak) return;
    this.line += 1;
    this.skipping = false;
  }
}
