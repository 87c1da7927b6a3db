import type { Table } from '../tables/table.js';

/** The register of settlements, as offered. */
export const SETTLEMENTS: Table = {
  name: 'settlements',
  columns: {
    case_key: 'integer',
    settlement: 'text',
    position: 'integer',
    /** Event id of the offer. */
    event: 'text',
    offered: 'date',
    amount: 'integer',
    currency: 'text',
    /** What the debts owed when it was offered. */
    owed: 'integer',
    expires: 'date',
    pay_by: 'date',
    /** Last notice recorded: only the reactor looks at it. */
    notice: 'text?',
    notice_ordinal: 'integer',
  },
  key: ['case_key', 'settlement'],
  indexes: [['position']],
};

/** What became of each settlement, for any (V, K), future lapses written ahead. */
export const SETTLEMENT_STAGES: Table = {
  name: 'settlement_stages',
  columns: {
    case_key: 'integer',
    settlement: 'text',
    k_from: 'integer',
    v_from: 'date',
    k_to: 'integer?',
    v_to: 'date?',
    stage: 'text',
    paid: 'integer',
  },
  key: ['case_key', 'settlement', 'k_from', 'v_from'],
};
