import type { Table } from '../tables/table.js';

/** The register of interactions: attempts, messages, letters, visits, as they began. What was said is not here. */
export const CONTACTS: Table = {
  name: 'contacts',
  columns: {
    case_key: 'integer',
    contact: 'text',
    position: 'integer',
    /** Event id of the fact that began it. */
    event: 'text',
    kind: 'text',
    channel: 'text',
    direction: 'text',
    at: 'text',
    on_date: 'date',
    party: 'text?',
    role: 'text?',
    staff: 'text?',
    purpose: 'text?',
  },
  key: ['case_key', 'contact'],
  indexes: [['position'], ['staff', 'position']],
};

/** What each later fact told of it; null: nothing of this column. */
export const CONTACT_STEPS: Table = {
  name: 'contact_steps',
  columns: {
    case_key: 'integer',
    contact: 'text',
    position: 'integer',
    eff: 'date',
    /** 1 connected, 0 not. */
    connected: 'integer?',
    right_party: 'text?',
    delivery: 'text?',
    outcome: 'text?',
    /** 1: the record was corrected. */
    corrected: 'integer?',
  },
  key: ['case_key', 'contact', 'position'],
};
