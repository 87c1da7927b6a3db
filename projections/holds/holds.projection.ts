/** Which debts are held, why, and for how long, at any (V, K)? */
import type { Projection } from '../projector/projection.js';
import { standingProjection } from '../projector/standing.projection.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { HOLD_SOURCES } from './holds.js';
import { HOLDS } from './holds.tables.js';

export function holdsProjection(): Projection {
  return standingProjection({
    name: 'holds',
    version: 1,
    table: HOLDS,
    sources: HOLD_SOURCES,
    details({ debts, amount = null, since, until, why, event }) {
      const list = debts === undefined ? null : JSON.stringify(debts);
      return [list, amount, dateValue(since), optionalDate(until), why, event];
    },
  });
}
