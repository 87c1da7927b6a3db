/** Events of a pack: made at the first reading, and the very same at every other. */
import type { EventLine } from '../seal/pack/lines.js';
import type { Spool, Spooled } from './spool.js';

const LINE_FEED = 0x0a;

export class LineSpool {
  private stretch: Spooled | undefined;

  constructor(
    private readonly spool: Spool,
    private readonly make: () => AsyncIterable<EventLine>,
  ) {}

  /** @returns an iterable for one reading; nothing else is put into the spool during the first. */
  async *read(): AsyncGenerator<EventLine, void> {
    if (this.stretch) {
      yield* this.again(this.stretch);
      return;
    }
    let [at, bytes] = [-1, 0];
    for await (const line of this.make()) {
      const put = this.spool.put(Buffer.from(`${JSON.stringify(line)}\n`));
      if (at < 0) ({ at } = put);
      bytes += put.bytes;
      yield line;
    }
    this.stretch = { at: Math.max(0, at), bytes };
  }

  private *again(stretch: Spooled): Generator<EventLine, void> {
    let rest: Buffer = Buffer.alloc(0);
    for (const piece of this.spool.read(stretch)) {
      rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
        yield JSON.parse(rest.toString('utf8', 0, end)) as EventLine;
        rest = rest.subarray(end + 1);
      }
    }
  }
}
