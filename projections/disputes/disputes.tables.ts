import type { Table } from '../tables/table.js';

/** The register of disputes. */
export const DISPUTES: Table = {
  name: 'disputes',
  columns: {
    case_key: 'integer',
    dispute: 'text',
    position: 'integer',
    raised: 'date',
    ground: 'text',
    stage: 'text',
    /** Disputed portion in minor units; null: the whole. */
    amount: 'integer?',
    /** 1 while collection is held. */
    held: 'integer',
    last_step: 'text?',
    outcome: 'text?',
    ended: 'date?',
  },
  key: ['case_key', 'dispute'],
  indexes: [['position']],
};
