/** The text ended inside the record. */
export const WAIT = -1;
/** The record breaks the rules: `reason` says how. */
export const BROKEN = -2;

const [LF, CR] = [10, 13] as const;

/** Reads the cells of one record after RFC 4180; holds them until the next one is read. */
export class CellReader {
  cells: string[] = [];
  /** Line breaks inside the quoted cells of the record. */
  breaks = 0;
  reason = '';
  private readonly delimiter: number;
  private readonly quote: number;

  /** `quote` is empty where nothing is quoted. `charsMax` is the longest record. */
  constructor(
    delimiter: string,
    quote: string,
    private readonly charsMax: number,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
    this.quote = quote === '' ? -1 : quote.charCodeAt(0);
  }

  /** Gives the position of the record's line end (or of the end of the text when `isLast`), or WAIT or BROKEN. */
  read(text: string, start: number, isLast: boolean): number {
    const limit = Math.min(text.length, start + this.charsMax + 1);
    this.cells = [];
    this.breaks = 0;
    for (let at = start; ; at++) {
      const quoted = at < limit && text.charCodeAt(at) === this.quote;
      at = quoted ? this.quotedCell(text, at, limit) : this.plainCell(text, at, limit);
      if (at === BROKEN) return BROKEN;
      if (at === WAIT || (at === limit && limit > start + this.charsMax)) {
        return this.unfinished(quoted && at === WAIT, limit > start + this.charsMax, isLast);
      }
      if (at === limit) return isLast ? limit : WAIT;
      if (text.charCodeAt(at) !== this.delimiter) return at;
    }
  }

  private plainCell(text: string, start: number, limit: number): number {
    let at = start;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === this.delimiter || code === LF || code === CR) break;
    }
    this.cells.push(text.slice(start, at));
    return at;
  }

  /** Gives the position behind the closing quote, or WAIT where there is none before `limit`. */
  private quotedCell(text: string, open: number, limit: number): number {
    let doubled = false;
    let at = open + 1;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === this.quote) {
        if (at + 1 >= limit || text.charCodeAt(at + 1) !== this.quote) break;
        doubled = true;
        at += 1;
      } else if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) this.breaks += 1;
    }
    if (at >= limit) return WAIT;
    const raw = text.slice(open + 1, at);
    const mark = String.fromCharCode(this.quote);
    this.cells.push(doubled ? raw.replaceAll(mark + mark, mark) : raw);
    return this.cellEnd(text, at + 1, limit);
  }

  private cellEnd(text: string, at: number, limit: number): number {
    if (at >= limit) return limit;
    const code = text.charCodeAt(at);
    if (code === this.delimiter || code === LF || code === CR) return at;
    this.reason = 'text follows a closing quote; a quote inside a quoted cell is written twice';
    return BROKEN;
  }

  private unfinished(inQuotes: boolean, isTooLong: boolean, isLast: boolean): number {
    if (!isTooLong && !isLast) return WAIT;
    const within = isTooLong ? `within ${this.charsMax} characters` : 'before the end of the file';
    this.reason = inQuotes
      ? `a quote opens a cell and is not closed ${within}`
      : `the record is longer than ${this.charsMax} characters`;
    return BROKEN;
  }
}
