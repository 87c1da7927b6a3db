import type { SourceItem } from '../row.js';
import { ahead } from './ahead.js';
import { CsvParser } from './csv.js';
import { encodingNamed, textSource } from './decoder.js';
import { findEncoding } from './encoding.js';
import { type Damage, unpacked } from './gzip.js';
import { takeHead } from './head.js';
import { JsonlParser } from './jsonl.js';
import { ENCODING_SAMPLE_BYTES } from './limits.js';
import { LineCutter } from './line-cutter.js';
import type { SourceOptions } from './options.js';
import { type Decoded, type ItemParser, fatal } from './parser.js';
import type { TextSource } from './text-source.js';
import { XesParser } from './xes.js';

/** The way of the bytes through decoder and parser. */
class Reading {
  stopped = false;
  private readonly cutter = new LineCutter();
  private bytes = 0;

  constructor(
    private readonly parser: ItemParser,
    private readonly decoder: TextSource,
    /** Bytes of the byte order mark, which is no text. */
    private marks: number,
  ) {}

  write(piece: Uint8Array): SourceItem[] {
    const out: SourceItem[] = [];
    const bytes = piece.subarray(Math.min(this.marks, piece.length));
    this.marks -= piece.length - bytes.length;
    this.bytes += bytes.length;
    this.parser.write(this.decoder.write(this.cutter.push(bytes)), out);
    this.stopped = this.parser.stopped;
    return out;
  }

  end(): SourceItem[] {
    if (this.bytes === 0) return [fatal('line 1', { reason: 'the file is empty' })];
    const out: SourceItem[] = [];
    this.parser.write(this.decoder.write(this.cutter.rest()), out);
    this.parser.write(this.decoder.end(), out);
    this.parser.end(out);
    return out;
  }

  /** No more bytes can be had: gives what is complete, then why there is no more. */
  breakOff(reason: string): SourceItem[] {
    const out: SourceItem[] = [];
    this.parser.write(this.decoder.write(this.cutter.rest()), out);
    this.parser.breakOff(out);
    if (!this.parser.stopped) out.push(fatal(this.parser.here(), { reason }));
    this.stopped = true;
    return out;
  }
}

/**
 * Reads the items of a source from its bytes, in batches. The items do not depend on how the bytes are cut. `again` gives
 * the same bytes once more; it is used only where gzip data is damaged.
 */
export async function* readItems(
  chunks: AsyncIterable<Uint8Array>,
  again: () => AsyncIterable<Uint8Array>,
  options: SourceOptions,
): AsyncGenerator<readonly SourceItem[]> {
  const { head, rest } = await takeHead<Damage>(ahead(unpacked(chunks, again)), ENCODING_SAMPLE_BYTES);
  try {
    const { encoding, markBytes } = findEncoding(head, options.encoding, options.format === 'xes');
    if (encodingNamed(encoding) === undefined) {
      yield [fatal('line 1', { value: encoding, reason: 'the XML declaration names an encoding that is not known' })];
      return;
    }
    const decoder = textSource(encoding);
    const reading = new Reading(parserFor(options, decoder), decoder, markBytes);
    for await (const piece of rest) {
      const items = 'kind' in piece ? reading.breakOff(piece.reason) : reading.write(piece);
      if (items.length > 0) yield items;
      if (reading.stopped) return;
    }
    const items = reading.end();
    if (items.length > 0) yield items;
  } finally {
    await rest.return();
  }
}

function parserFor(options: SourceOptions, decoded: Decoded): ItemParser {
  switch (options.format) {
    case 'xes':
      return new XesParser(decoded);
    case 'csv':
      return new CsvParser(options.csv ?? {}, decoded);
    case 'jsonl':
      return new JsonlParser(decoded);
  }
}
