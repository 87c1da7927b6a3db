import { standingTable } from '../projector/standing.projection.js';
import type { Table } from '../tables/table.js';
import { DEADLINE_INDEXES } from './deadlines.tables.js';

/** Deadlines that shipped rule packs set, for any (V, K), as far as a case's own facts and its portfolio say them. */
export const RULE_DEADLINES: Table = standingTable(
  'rule_deadlines',
  {
    what: 'text',
    due: 'date',
    event: 'text',
    status: 'text',
    done_on: 'date?',
    rule: 'text',
    pack: 'text',
    subject: 'text',
    reason: 'text',
  },
  [...DEADLINE_INDEXES, ['status', 'case_key']],
);

/** What the reactor has noticed of each deadline last: only the reactor asks. */
export const DEADLINE_NOTICES: Table = {
  name: 'deadline_notices',
  columns: { case_key: 'integer', id: 'text', ordinal: 'integer', status: 'text', pack: 'text', position: 'integer' },
  key: ['case_key', 'id'],
};
