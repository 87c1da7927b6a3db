/** Which disputes are there, and what do they hold? */
import type { Projection } from '../projector/projection.js';
import { dateValue } from '../tables/table.js';
import { DISPUTES } from './disputes.tables.js';

export function disputesProjection(): Projection {
  return {
    name: 'disputes',
    version: 1,
    tables: [DISPUTES],
    on: {
      DisputeRaised({ data, position, eff }, key, rows) {
        const { dispute, ground, amount = null } = data;
        rows.insert(DISPUTES, [key, dispute, position, dateValue(eff), ground, 'RAISED', amount, 0, null, null, null]);
      },
      CollectionHoldPlaced: ({ data }, key, rows) => rows.update(DISPUTES, [key, data.dispute], { held: 1 }),
      CollectionHoldReleased: ({ data }, key, rows) => rows.update(DISPUTES, [key, data.dispute], { held: 0 }),
      DisputeStepRecorded: ({ data }, key, rows) =>
        rows.update(DISPUTES, [key, data.dispute], { last_step: data.step }),
      DisputeResolved({ data: { dispute, outcome }, eff }, key, rows) {
        rows.update(DISPUTES, [key, dispute], { stage: 'RESOLVED', outcome, ended: dateValue(eff) });
      },
      DisputeWithdrawn({ data, eff }, key, rows) {
        rows.update(DISPUTES, [key, data.dispute], { stage: 'WITHDRAWN', ended: dateValue(eff) });
      },
    },
  };
}
