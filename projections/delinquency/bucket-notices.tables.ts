import type { Table } from '../tables/table.js';

/** What was noticed last of each account's bucket: where the reactor looks. No answer is made of it (law 4). */
export const BUCKET_NOTICES: Table = {
  name: 'bucket_notices',
  columns: {
    case_key: 'integer',
    /** Of the last notice. */
    ordinal: 'integer',
    /** Bucket that the last notice ends in, and its table. */
    bucket: 'text?',
    bucket_table: 'text?',
    /** The day of that change. */
    since: 'date',
    /** Of the last notice. */
    position: 'integer',
  },
  key: ['case_key'],
};
