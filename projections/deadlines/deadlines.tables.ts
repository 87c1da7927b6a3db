import { standingTable } from '../projector/standing.projection.js';

/** Deadlines and what became of them, for any (V, K): the row with v_from <= V < v_to and k_from <= K < k_to. */
export const DEADLINES = standingTable(
  'deadlines',
  { what: 'text', due: 'date', event: 'text', status: 'text', done_on: 'date?' },
  [['due', 'case_key']],
);
