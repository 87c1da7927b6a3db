import type { Table } from '../tables/table.js';

/** The register of interest terms. */
export const INTEREST_TERMS: Table = {
  name: 'interest_terms',
  columns: {
    case_key: 'integer',
    terms: 'text',
    position: 'integer',
    debt: 'text',
    component: 'text',
    first_day: 'date',
    /** First day that they no longer hold. */
    end_day: 'date?',
    /** Day on which the ledger came to know of them, in the case's zone. */
    recorded: 'date',
    /** 1 where they came with a book from outside. */
    imported: 'integer',
  },
  key: ['case_key', 'terms'],
  indexes: [['position']],
};

/** Days through which interest was posted. */
export const INTEREST_POSTINGS: Table = {
  name: 'interest_postings',
  columns: {
    case_key: 'integer',
    debt: 'text',
    component: 'text',
    through: 'date',
    trigger_name: 'text',
    position: 'integer',
  },
  key: ['case_key', 'debt', 'component', 'through'],
};
