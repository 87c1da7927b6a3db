/** Which disputes are there, and what do they hold, at any (V, K)? */
import type { DisputeFact } from '../../src/ledger/dispute/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { DISPUTES, DISPUTE_STEPS } from './disputes.tables.js';

interface Change {
  readonly stage?: 'RAISED' | 'RESOLVED' | 'WITHDRAWN';
  readonly held?: 0 | 1;
  readonly lastStep?: string;
  readonly outcome?: string;
  readonly ended?: number;
}

function step({ data, position, eff }: DisputeFact, key: StreamKey, rows: RowSink, change: Change): void {
  const { stage = null, held = null, lastStep = null, outcome = null, ended = null } = change;
  rows.insert(DISPUTE_STEPS, [key, data.dispute, position, dateValue(eff), stage, held, lastStep, outcome, ended]);
}

export function disputesProjection(): Projection {
  return {
    name: 'disputes',
    version: 2,
    tables: [DISPUTES, DISPUTE_STEPS],
    lanes: 'stream',
    on: {
      DisputeRaised(fact, key, rows) {
        const { dispute, ground, amount = null } = fact.data;
        rows.insert(DISPUTES, [key, dispute, fact.position, fact.id, dateValue(fact.eff), ground, amount]);
        step(fact, key, rows, { stage: 'RAISED', held: 0 });
      },
      CollectionHoldPlaced: (fact, key, rows) => step(fact, key, rows, { held: 1 }),
      CollectionHoldReleased: (fact, key, rows) => step(fact, key, rows, { held: 0 }),
      DisputeStepRecorded: (fact, key, rows) => step(fact, key, rows, { lastStep: fact.data.step }),
      DisputeResolved(fact, key, rows) {
        step(fact, key, rows, { stage: 'RESOLVED', outcome: fact.data.outcome, ended: dateValue(fact.eff) });
      },
      DisputeWithdrawn: (fact, key, rows) => step(fact, key, rows, { stage: 'WITHDRAWN', ended: dateValue(fact.eff) }),
    },
  };
}
