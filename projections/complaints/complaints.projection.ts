/** Which complaints are there, and how far are they, at any (V, K)? */
import type { ComplaintFact } from '../../src/ledger/complaint/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { COMPLAINTS, COMPLAINT_STEPS } from './complaints.tables.js';

interface Change {
  readonly stage?: 'RECEIVED' | 'ACKNOWLEDGED' | 'DECIDED' | 'CLOSED';
  readonly due?: number | null;
  readonly outcome?: string;
  readonly decided?: number;
  readonly closed?: number;
}

function step({ data, position, eff }: ComplaintFact, key: StreamKey, rows: RowSink, change: Change): void {
  const { stage = null, due = null, outcome = null, decided = null, closed = null } = change;
  const row = [key, data.complaint, position, dateValue(eff), stage, due, outcome, decided, closed];
  rows.insert(COMPLAINT_STEPS, row);
}

export function complaintsProjection(): Projection {
  return {
    name: 'complaints',
    version: 2,
    tables: [COMPLAINTS, COMPLAINT_STEPS],
    lanes: 'stream',
    on: {
      ComplaintReceived(fact, key, rows) {
        const { complaint, dueDate, topic = null, channel = null, externalRef = null } = fact.data;
        const { position, id, eff } = fact;
        rows.insert(COMPLAINTS, [key, complaint, position, id, dateValue(eff), topic, channel, externalRef]);
        step(fact, key, rows, { stage: 'RECEIVED', due: optionalDate(dueDate) });
      },
      ComplaintAcknowledged: (fact, key, rows) => step(fact, key, rows, { stage: 'ACKNOWLEDGED' }),
      ComplaintExtended: (fact, key, rows) => step(fact, key, rows, { due: dateValue(fact.data.dueDate) }),
      ComplaintDecided(fact, key, rows) {
        step(fact, key, rows, { stage: 'DECIDED', outcome: fact.data.outcome, decided: dateValue(fact.eff) });
      },
      ComplaintClosed: (fact, key, rows) => step(fact, key, rows, { stage: 'CLOSED', closed: dateValue(fact.eff) }),
    },
  };
}
