import type { Table } from '../tables/table.js';

/** What happened to the entries of registers: one row a fact, so that any (V, K) is a choice of rows. */
export const ENTRY_FACTS: Table = {
  name: 'entry_facts',
  columns: {
    /** Case, party, portfolio, member of staff, incident or agency. */
    stream_key: 'integer',
    position: 'integer',
    entry: 'text',
    /** Name of the register: `task`. */
    register: 'text',
    /** 1 where the fact makes the entry. */
    makes: 'integer',
    /** `OPEN`, `NOTED` or `ENDED`, where the fact sets it. */
    stage: 'text?',
    event: 'text',
    type: 'text',
    eff: 'date',
    due: 'date?',
    /** The case that it is about, where it stands on no case: a freeze of contact. */
    about: 'text?',
    /** Its fields as JSON; nothing of it is personal. */
    data: 'text',
  },
  key: ['stream_key', 'position'],
  indexes: [['register', 'position'], ['stream_key', 'entry'], ['about']],
};

/** Streams that are no case: to which portfolio they belong, and how people call them. */
export const HOMES: Table = {
  name: 'homes',
  columns: { stream_key: 'integer', id: 'text', portfolio: 'text', ref: 'text?', zone: 'text' },
  key: ['stream_key'],
};
