/** What every source reader yields, whatever the file's format: rows of named texts, and lines about what is no row. */

/** One event of the source: a CSV line, a JSONL line, or an XES event with its trace's attributes. */
export interface SourceRow {
  readonly kind: 'row';
  /** Where it stands, for people: `line 12`, or `trace A1, event 3`. The same on every read of the same file. */
  readonly place: string;
  /** Field texts as written, exact: no number was parsed, no date moved. Absent fields are absent. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A place in the file that gave no row, and why. Reading goes on unless `fatal`: then the rest could not be read. */
export interface UnreadableRow {
  readonly kind: 'unreadable';
  readonly place: string;
  readonly field?: string;
  /** The offending text, shortened; may be personal, so it is masked before it is written anywhere. */
  readonly value?: string;
  /** One sentence: what is wrong. */
  readonly reason: string;
  readonly fatal: boolean;
}

export type SourceItem = SourceRow | UnreadableRow;

/** Bytes of the file read so far, for the progress bar; `bytesTotal` is its size on disk. */
export interface ReadProgress {
  bytesRead: number;
  readonly bytesTotal: number;
}
