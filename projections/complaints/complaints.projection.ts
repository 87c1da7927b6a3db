/** Which complaints are there, and how far are they? */
import type { Projection } from '../projector/projection.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { COMPLAINTS } from './complaints.tables.js';

export function complaintsProjection(): Projection {
  return {
    name: 'complaints',
    version: 1,
    tables: [COMPLAINTS],
    on: {
      ComplaintReceived({ data, position, eff }, key, rows) {
        const { complaint, dueDate, topic = null, channel = null, externalRef = null } = data;
        const row = [key, complaint, position, dateValue(eff), 'RECEIVED', optionalDate(dueDate)];
        rows.insert(COMPLAINTS, [...row, topic, channel, externalRef, null, null, null]);
      },
      ComplaintAcknowledged({ data }, key, rows) {
        rows.update(COMPLAINTS, [key, data.complaint], { stage: 'ACKNOWLEDGED' });
      },
      ComplaintExtended({ data }, key, rows) {
        rows.update(COMPLAINTS, [key, data.complaint], { due: dateValue(data.dueDate) });
      },
      ComplaintDecided({ data: { complaint, outcome }, eff }, key, rows) {
        rows.update(COMPLAINTS, [key, complaint], { stage: 'DECIDED', outcome, decided: dateValue(eff) });
      },
      ComplaintClosed({ data, eff }, key, rows) {
        rows.update(COMPLAINTS, [key, data.complaint], { stage: 'CLOSED', closed: dateValue(eff) });
      },
    },
  };
}
