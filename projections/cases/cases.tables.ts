import type { Table } from '../tables/table.js';

/** The register of cases: one row a case. */
export const CASES: Table = {
  name: 'cases',
  columns: {
    case_key: 'integer',
    /** Stream id, `case-<uuid>`. */
    id: 'text',
    portfolio: 'text',
    ref: 'text?',
    product: 'text?',
    currency: 'text?',
    /** Position of the fact that first named the currency. */
    currency_from: 'integer?',
    opened: 'date',
    /** Stage and assignee as last recorded, whatever the day; as of (V, K) they are in the steps. */
    stage: 'text',
    assignee: 'text?',
    zone: 'text',
    /** `mapping@version` of the import that opened it. */
    source: 'text?',
    /** The day on which that import brought it. */
    imported: 'date?',
  },
  key: ['case_key'],
  indexes: [['id'], ['opened', 'case_key'], ['portfolio', 'opened', 'case_key'], ['zone']],
};

/** What each fact after the opening changed; null: nothing of this column. */
export const CASE_STEPS: Table = {
  name: 'case_steps',
  columns: { case_key: 'integer', position: 'integer', eff: 'date', stage: 'text?', assignee: 'text?', team: 'text?' },
  key: ['case_key', 'position'],
};

/** Records of a case that their source has since changed or withdrawn: both stay visible, and the first is marked. */
export const CORRECTIONS: Table = {
  name: 'corrections',
  columns: {
    case_key: 'integer',
    /** Event id of the fact that is corrected. */
    event: 'text',
    position: 'integer',
    /** WITHDRAWN or REPLACED. */
    action: 'text',
  },
  key: ['case_key', 'event', 'position'],
};
