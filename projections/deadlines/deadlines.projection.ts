/** What must be done by when, and was it, at any (V, K)? */
import type { Projection } from '../projector/projection.js';
import { standingProjection } from '../projector/standing.projection.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { DEADLINE_SOURCES } from './deadlines.js';
import { DEADLINES } from './deadlines.tables.js';

export function deadlinesProjection(): Projection {
  return standingProjection({
    name: 'deadlines',
    version: 3,
    table: DEADLINES,
    sources: DEADLINE_SOURCES,
    details: ({ what, due, event, status, doneOn }) => [what, dateValue(due), event, status, optionalDate(doneOn)],
  });
}
