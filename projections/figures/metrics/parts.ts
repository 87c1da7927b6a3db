/** Parts of metrics that come often. */
import type { Part } from '../metric.js';
import type { SourceName } from '../sources/index.js';

export type { Metric, Part, Words } from '../metric.js';
export type { SourceName } from '../sources/index.js';

/** The sum of a column. */
export function sum(from: Part['from'], column: string, events: Part['events']): Part {
  return { from, value: `COALESCE(${column}, 0)`, events };
}

/** Accounts of which a column is above 0. */
export function accountsWith(
  from: readonly [SourceName, ...SourceName[]],
  column: string,
  events: Part['events'],
): Part {
  return { from, value: `CASE WHEN COALESCE(${column}, 0) > 0 THEN 1 ELSE 0 END`, events };
}
