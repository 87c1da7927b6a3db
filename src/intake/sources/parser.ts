import type { SourceItem, SourceRow, UnreadableRow } from '../row.js';
import type { FieldProblem, Fields } from './fields.js';
import { shown } from './text.js';

/** How the text was decoded: a reader must look for `MALFORMED` only when `damaged`. */
export interface Decoded {
  readonly encoding: string;
  readonly damaged: boolean;
}

/** Reads one format from decoded text, in pieces cut anywhere. The same text gives the same items however it is cut. */
export interface ItemParser {
  /** Takes the next piece and adds the items that are now complete. Does nothing after a fatal item. */
  write(text: string, out: SourceItem[]): void;
  /** The text is complete: adds what was waiting for more. */
  end(out: SourceItem[]): void;
  /** No more text can be had: adds what is complete but still held, and drops what is not complete. */
  breakOff(out: SourceItem[]): void;
  /** Where reading stands, for people. */
  here(): string;
  /** True after a fatal item: nothing more will come. */
  readonly stopped: boolean;
}

/** One row. */
export function row(place: string, fields: Fields): SourceRow {
  return { kind: 'row', place, fields };
}

/** A place without a row; reading goes on behind it. */
export function unreadable(place: string, problem: FieldProblem): UnreadableRow {
  return item(place, problem, false);
}

/** A place behind which nothing can be read. */
export function fatal(place: string, problem: FieldProblem): UnreadableRow {
  return item(place, problem, true);
}

function item(place: string, { field, value, reason }: FieldProblem, isFatal: boolean): UnreadableRow {
  return {
    kind: 'unreadable',
    place,
    ...(field === undefined ? {} : { field: shown(field) }),
    ...(value === undefined ? {} : { value: shown(value) }),
    reason,
    fatal: isFatal,
  };
}
