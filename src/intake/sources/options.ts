import { headerProblem, type CsvOptions } from './csv.js';
import { encodingNamed } from './decoder.js';
import { SourceError } from './source-error.js';

/** The formats that can be read, each plain or gzip. */
export type SourceFormat = 'xes' | 'csv' | 'jsonl';

/** How to read a file. */
export interface SourceOptions {
  readonly format: SourceFormat;
  /**
   * Any name that TextDecoder knows: `utf-8`, `utf-16le`, `windows-1252` (also called `latin1`), … A byte order mark in
   * the file wins over it. Left out: the mark, the XML declaration, or UTF-8.
   */
  readonly encoding?: string;
  /** For `csv` only. */
  readonly csv?: CsvOptions;
}

/** Throws `SourceError` where the options cannot be meant. */
export function checkOptions({ encoding, csv = {} }: SourceOptions): void {
  if (encoding !== undefined && encodingNamed(encoding) === undefined) {
    throw bad(`the encoding "${encoding}" is not known; utf-8 and windows-1252 are usual`);
  }
  const { delimiter, quote = '"', header } = csv;
  if (delimiter !== undefined && !isOneCharacter(delimiter)) throw bad('csv.delimiter must be one character');
  if (quote !== '' && !isOneCharacter(quote)) throw bad('csv.quote must be one character, or empty for no quoting');
  if (delimiter === quote) throw bad('csv.delimiter and csv.quote must differ');
  if (csv.comment !== undefined && /[\r\n]/.test(csv.comment)) throw bad('csv.comment must not hold a line break');
  if (typeof header !== 'object') return;
  const problem = header.length === 0 ? 'it is empty' : headerProblem(header, 'text');
  if (problem !== undefined) throw bad(`csv.header cannot be used: ${problem}`);
}

function isOneCharacter(text: string): boolean {
  return text.length === 1 && text !== '\r' && text !== '\n';
}

function bad(what: string): SourceError {
  return new SourceError('bad-options', `The options of the source make no sense: ${what}.`);
}
