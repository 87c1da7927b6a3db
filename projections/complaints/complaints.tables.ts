import type { Table } from '../tables/table.js';

/** The register of complaints. */
export const COMPLAINTS: Table = {
  name: 'complaints',
  columns: {
    case_key: 'integer',
    complaint: 'text',
    position: 'integer',
    received: 'date',
    stage: 'text',
    due: 'date?',
    topic: 'text?',
    channel: 'text?',
    external_ref: 'text?',
    outcome: 'text?',
    decided: 'date?',
    closed: 'date?',
  },
  key: ['case_key', 'complaint'],
  indexes: [['position']],
};
