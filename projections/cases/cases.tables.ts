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
    opened: 'date',
    stage: 'text',
    assignee: 'text?',
    zone: 'text',
    /** `mapping@version` of the import that opened it. */
    source: 'text?',
  },
  key: ['case_key'],
  indexes: [['id'], ['opened', 'case_key'], ['portfolio', 'opened', 'case_key']],
};
