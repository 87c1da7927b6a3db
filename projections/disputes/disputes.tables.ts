import type { Table } from '../tables/table.js';

/** The register of disputes: as raised. */
export const DISPUTES: Table = {
  name: 'disputes',
  columns: {
    case_key: 'integer',
    dispute: 'text',
    position: 'integer',
    /** Event id of its raising. */
    event: 'text',
    raised: 'date',
    ground: 'text',
    /** Disputed portion in minor units; null: the whole. */
    amount: 'integer?',
  },
  key: ['case_key', 'dispute'],
  indexes: [['position']],
};

/** What each later fact changed; null: nothing of this column. */
export const DISPUTE_STEPS: Table = {
  name: 'dispute_steps',
  columns: {
    case_key: 'integer',
    dispute: 'text',
    position: 'integer',
    eff: 'date',
    stage: 'text?',
    /** 1 while collection is held. */
    held: 'integer?',
    last_step: 'text?',
    outcome: 'text?',
    ended: 'date?',
  },
  key: ['case_key', 'dispute', 'position'],
};
