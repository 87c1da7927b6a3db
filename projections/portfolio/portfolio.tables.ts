import type { Table } from '../tables/table.js';

/** The register of portfolios. */
export const PORTFOLIOS: Table = {
  name: 'portfolios',
  columns: {
    portfolio_key: 'integer',
    position: 'integer',
    id: 'text',
    name: 'text',
    title: 'text?',
    creditor: 'text?',
    zone: 'text',
    currency: 'text?',
    created: 'date',
    /** `id@version` of the table of ageing buckets that it is aged by: its own, or that of its jurisdiction. */
    buckets: 'text',
  },
  key: ['portfolio_key'],
  indexes: [['name']],
};
