/** Compares a file of a pack, as it is read, with what it should be, as that is made: neither is held as a whole. */
import { plain } from '../../../projections/audit-history/sentences/plain.js';

const LINE_FEED = 0x0a;
/** Bytes of a line that are kept before a difference and shown of it. */
const BEFORE_BYTES = 60;
const SHOWN_BYTES = 160;

export interface Difference {
  /** From 1. */
  readonly line: number;
  /** What the file says there, and what it should say: one line each, cut. */
  readonly told: string;
  readonly made: string;
}

export class Comparison {
  private readonly pieces: AsyncIterator<Uint8Array, undefined>;
  private rest: Uint8Array = new Uint8Array();
  private ended = false;
  private line = 1;
  /** What the line has in common so far. */
  private same: Buffer = Buffer.alloc(0);
  difference: Difference | undefined;

  constructor(file: AsyncIterable<Uint8Array, undefined>) {
    this.pieces = file[Symbol.asyncIterator]();
  }

  /** The next bytes that the file should have. */
  async next(made: Uint8Array): Promise<void> {
    for (let at = 0; at < made.length && !this.difference;) {
      if (!(await this.more())) return this.differs(made.subarray(at));
      const length = Math.min(this.rest.length, made.length - at);
      const [mine, theirs] = [Buffer.from(made.subarray(at, at + length)), Buffer.from(this.rest.subarray(0, length))];
      if (!mine.equals(theirs)) {
        const first = mine.findIndex((byte, i) => byte !== theirs[i]);
        this.pass(mine.subarray(0, first));
        this.rest = this.rest.subarray(first);
        await this.ahead();
        return this.differs(made.subarray(at + first));
      }
      this.pass(mine);
      this.rest = this.rest.subarray(length);
      at += length;
    }
  }

  /** Nothing more should come. */
  async end(): Promise<Difference | undefined> {
    if (!this.difference && (await this.more())) this.differs(new Uint8Array());
    await this.pieces.return?.();
    return this.difference;
  }

  /** Whether the file goes on. */
  private async more(): Promise<boolean> {
    while (this.rest.length === 0 && !this.ended) {
      const { done, value } = await this.pieces.next();
      if (done === true) this.ended = true;
      else this.rest = value;
    }
    return this.rest.length > 0;
  }

  /** Enough of the file to show. */
  private async ahead(): Promise<void> {
    while (this.rest.length < SHOWN_BYTES && !this.ended) {
      const { done, value } = await this.pieces.next();
      if (done === true) this.ended = true;
      else this.rest = Buffer.concat([this.rest, value]);
    }
  }

  private pass(bytes: Buffer): void {
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, end + 1)) this.line += 1;
    const last = bytes.lastIndexOf(LINE_FEED);
    const tail = last < 0 ? Buffer.concat([this.same, bytes]) : bytes.subarray(last + 1);
    this.same = Buffer.from(tail.subarray(-BEFORE_BYTES));
  }

  private differs(made: Uint8Array): void {
    const shown = (bytes: Uint8Array): string => lineOf(Buffer.concat([this.same, bytes.subarray(0, SHOWN_BYTES)]));
    this.difference = { line: this.line, told: shown(this.rest), made: shown(made) };
  }
}

/** What follows the first line feed is left out; what is no text, or would not show, shows. */
function lineOf(bytes: Buffer): string {
  const end = bytes.indexOf(LINE_FEED);
  return plain((end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8').replace(/\r$/, ''));
}
