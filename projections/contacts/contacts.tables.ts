import type { Table } from '../tables/table.js';

/** The register of interactions: attempts, messages, letters, visits. What was said is not here. */
export const CONTACTS: Table = {
  name: 'contacts',
  columns: {
    case_key: 'integer',
    contact: 'text',
    position: 'integer',
    kind: 'text',
    channel: 'text',
    direction: 'text',
    at: 'text',
    on_date: 'date',
    party: 'text?',
    role: 'text?',
    staff: 'text?',
    purpose: 'text?',
    /** 1 connected, 0 not, null not known. */
    connected: 'integer?',
    right_party: 'text?',
    delivery: 'text?',
    outcome: 'text?',
    /** 1 once the record was corrected. */
    corrected: 'integer',
  },
  key: ['case_key', 'contact'],
  indexes: [['position'], ['staff', 'position']],
};
