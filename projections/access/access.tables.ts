import type { Table } from '../tables/table.js';

/** Who saw what: a row for each stream whose values were shown; one without a stream where none was. */
export const ACCESSES: Table = {
  name: 'accesses',
  columns: {
    stream_key: 'integer',
    position: 'integer',
    n: 'integer',
    event: 'text',
    /** When it was recorded: before the answer went out. */
    at: 'text',
    on_date: 'date',
    by: 'text',
    obo: 'text?',
    role: 'text',
    what: 'text',
    /** Of an export; of a read none. */
    format: 'text?',
    stream: 'text?',
    portfolio: 'text?',
    as_of: 'text?',
    known_at: 'text?',
    digest: 'text?',
    recipient: 'text?',
  },
  key: ['stream_key', 'position', 'n'],
  indexes: [
    ['position', 'n'],
    ['stream', 'position', 'n'],
    ['portfolio', 'position', 'n'],
    ['by', 'position', 'n'],
  ],
};
