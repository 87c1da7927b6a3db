import type { Table } from '../tables/table.js';

/** The register of complaints: as received. */
export const COMPLAINTS: Table = {
  name: 'complaints',
  columns: {
    case_key: 'integer',
    complaint: 'text',
    position: 'integer',
    /** Event id of its receipt. */
    event: 'text',
    received: 'date',
    topic: 'text?',
    channel: 'text?',
    external_ref: 'text?',
  },
  key: ['case_key', 'complaint'],
  indexes: [['position']],
};

/** What each later fact changed; null: nothing of this column. */
export const COMPLAINT_STEPS: Table = {
  name: 'complaint_steps',
  columns: {
    case_key: 'integer',
    complaint: 'text',
    position: 'integer',
    eff: 'date',
    stage: 'text?',
    due: 'date?',
    outcome: 'text?',
    decided: 'date?',
    closed: 'date?',
  },
  key: ['case_key', 'complaint', 'position'],
};
