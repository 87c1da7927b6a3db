import type { SourceItem } from '../row.js';
import { notValid } from './fields.js';
import { FlatJson } from './json-flat.js';
import { LINE_BYTES_MAX, SHOWN_CHARS_MAX } from './limits.js';
import { type Decoded, type ItemParser, row, unreadable } from './parser.js';
import { isMalformed } from './text.js';

/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT_MAX = 3;

/** Reads JSON lines: one row per line that holds an object; blank lines are passed over. */
export class JsonlParser implements ItemParser {
  readonly stopped = false;
  private readonly json = new FlatJson();
  private line = 1;
  /** The beginning of a line whose end has not come; of a line that is too long, only what an item shows. */
  private held = '';
  private tooLong = false;

  constructor(private readonly decoded: Decoded) {}

  write(text: string, out: SourceItem[]): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      this.add(text.slice(from, end));
      this.endLine(out);
      from = end + 1;
    }
    if (from < text.length) this.add(text.slice(from));
  }

  end(out: SourceItem[]): void {
    if (this.held !== '') this.endLine(out);
  }

  breakOff(): void {}

  here(): string {
    return `line ${this.line}`;
  }

  private add(text: string): void {
    if (this.tooLong) return;
    this.held = this.held === '' ? text : this.held + text;
    // Surely more bytes than allowed, whatever the characters are: no need to keep them.
    if (this.held.length <= LINE_BYTES_MAX + 1) return;
    this.tooLong = true;
    this.held = this.held.slice(0, SHOWN_CHARS_MAX + 1);
  }

  private endLine(out: SourceItem[]): void {
    const text = this.held.endsWith('\r') && !this.tooLong ? this.held.slice(0, -1) : this.held;
    const place = this.here();
    const reason = this.problem(text);
    this.held = '';
    this.tooLong = false;
    this.line += 1;
    if (reason !== undefined) out.push(unreadable(place, { value: text, reason }));
    else if (text.trim() !== '') {
      const { fields, problem } = this.json.read(text);
      out.push(problem === undefined ? row(place, fields) : unreadable(place, problem));
    }
  }

  private problem(text: string): string | undefined {
    const isLong =
      this.tooLong ||
      (text.length * BYTES_PER_UNIT_MAX > LINE_BYTES_MAX && Buffer.byteLength(text, 'utf8') > LINE_BYTES_MAX);
    if (isLong) return `the line is longer than ${LINE_BYTES_MAX} bytes`;
    return this.decoded.damaged && isMalformed(text) ? notValid(this.decoded.encoding) : undefined;
  }
}
