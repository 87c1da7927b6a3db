/** What is said of a row without something that is needed. */
import type { Frame, RowProblem } from '../frame.js';

/** @param reads fields from which it would come: the first that the row lacks is named */
export function missing(frame: Frame, what: string, name: string, reads: readonly string[]): RowProblem {
  const field = reads.find((read) => !frame.fields[read]?.trim()) ?? reads[0] ?? name;
  return { field, reason: `absent, but ${what} needs ${name}` };
}
