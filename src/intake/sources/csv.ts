import type { SourceItem } from '../row.js';
import { findDelimiter } from './csv-delimiter.js';
import { CsvRecords, type CsvDialect, type CsvRecord } from './csv-records.js';
import { FieldBag, damagedField, notValid } from './fields.js';
import { DELIMITER_SAMPLE_CHARS, FIELDS_MAX, NAME_CHARS_MAX } from './limits.js';
import { type Decoded, type ItemParser, fatal, row, unreadable } from './parser.js';
import { isMalformed, own } from './text.js';

/** How to read a CSV file; everything has a usual value. */
export interface CsvOptions {
  /** One character. Left out, it is found among comma, semicolon, tab and bar. */
  readonly delimiter?: string;
  /** True (usual): the first record names the columns. A list names them instead. False: `column1`, `column2`, … */
  readonly header?: boolean | readonly string[];
  /** One character, `"` as a rule; empty where nothing is quoted. */
  readonly quote?: string;
  /** Lines that begin with this are passed over. */
  readonly comment?: string;
}

/** Reads CSV: one row per record, an empty cell is an absent field. */
export class CsvParser implements ItemParser {
  stopped = false;
  private records: CsvRecords | undefined;
  private sample = '';
  private columns: readonly string[] | undefined;
  private readonly quote: string;
  private readonly comment: string;

  constructor(
    private readonly options: CsvOptions,
    private readonly decoded: Decoded,
  ) {
    this.quote = options.quote ?? '"';
    this.comment = options.comment ?? '';
    if (options.delimiter !== undefined) this.begin(options.delimiter);
    if (Array.isArray(options.header)) this.columns = options.header as readonly string[];
  }

  write(text: string, out: SourceItem[]): void {
    this.take(text, false, out);
  }

  end(out: SourceItem[]): void {
    this.take('', true, out);
    if (this.stopped || this.columns !== undefined) return;
    this.stop(out, this.line(), 'the file holds no record, not even a header');
  }

  breakOff(out: SourceItem[]): void {
    if (this.records === undefined) this.beginWithSample(false, out);
  }

  here(): string {
    return `line ${this.line()}`;
  }

  private line(): number {
    return this.records?.line ?? 1;
  }

  private begin(delimiter: string): CsvRecords {
    const dialect: CsvDialect = { delimiter, quote: this.quote, comment: this.comment };
    return (this.records = new CsvRecords(dialect));
  }

  private take(text: string, isLast: boolean, out: SourceItem[]): void {
    if (this.stopped) return;
    if (this.records === undefined) {
      this.sample += text;
      if (this.sample.length >= DELIMITER_SAMPLE_CHARS || isLast) this.beginWithSample(isLast, out);
    } else {
      this.records.add(text, isLast);
      this.drain(this.records, out);
    }
  }

  private beginWithSample(isLast: boolean, out: SourceItem[]): void {
    const sample = this.sample.slice(0, DELIMITER_SAMPLE_CHARS);
    const isWhole = isLast && sample.length === this.sample.length;
    const records = this.begin(findDelimiter(sample, { quote: this.quote, comment: this.comment }, isWhole));
    records.add(this.sample, isLast);
    this.sample = '';
    this.drain(records, out);
  }

  private drain(records: CsvRecords, out: SourceItem[]): void {
    while (!this.stopped) {
      const record = records.next();
      if (record === undefined) return;
      if (this.columns === undefined) this.firstRecord(record, out);
      else out.push(this.item(record, this.columns));
    }
  }

  /** The first record names the columns, or counts them. */
  private firstRecord(record: CsvRecord, out: SourceItem[]): void {
    const names = record.cells.map((name, n) =>
      name === '' || this.options.header === false ? `column${n + 1}` : own(name),
    );
    const problem = record.problem ?? headerProblem(names, this.decoded.encoding);
    if (this.options.header === false && record.problem !== undefined) {
      out.push(unreadable(`line ${record.line}`, { value: record.text(), reason: record.problem }));
    } else if (problem !== undefined) {
      this.stop(out, record.line, `the header cannot be used: ${problem}`, record.text());
    } else {
      this.columns = names;
      if (this.options.header === false) out.push(this.item(record, names));
    }
  }

  private stop(out: SourceItem[], line: number, reason: string, value?: string): void {
    this.stopped = true;
    out.push(fatal(`line ${line}`, { value, reason }));
  }

  private item(record: CsvRecord, columns: readonly string[]): SourceItem {
    const { cells } = record;
    const place = `line ${record.line}`;
    const reason =
      record.problem ?? (cells.length === columns.length ? undefined : miscounted(cells.length, columns.length));
    if (reason !== undefined) return unreadable(place, { value: record.text(), reason });
    const bag = new FieldBag();
    for (let n = 0; n < cells.length; n++) {
      const cell = cells[n] ?? '';
      if (cell !== '') bag.put(columns[n] ?? '', own(cell));
    }
    const problem = bag.problem ?? (this.decoded.damaged ? damagedField(bag.fields, this.decoded.encoding) : undefined);
    return problem === undefined ? row(place, bag.fields) : unreadable(place, problem);
  }
}

function miscounted(cells: number, columns: number): string {
  return `the record has ${cells} ${cells === 1 ? 'column' : 'columns'} where the header has ${columns}`;
}

/** What is wrong with the names of the columns. */
export function headerProblem(names: readonly string[], encoding: string): string | undefined {
  const twice = [...new Set(names.filter((name, n) => names.indexOf(name) !== n))];
  if (names.length > FIELDS_MAX) return `it has more than ${FIELDS_MAX} columns`;
  if (twice.length > 0) return `it names ${twice.map((name) => `"${name}"`).join(', ')} more than once`;
  if (names.some((name) => name.length > NAME_CHARS_MAX)) return `a name is longer than ${NAME_CHARS_MAX} characters`;
  return names.some((name) => isMalformed(name)) ? notValid(encoding) : undefined;
}
