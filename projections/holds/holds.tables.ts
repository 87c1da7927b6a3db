import { standingTable } from '../projector/standing.projection.js';

/** What holds collection, for any (V, K): the row with v_from <= V < v_to and k_from <= K < k_to. */
export const HOLDS = standingTable(
  'holds',
  {
    /** JSON list of debts; null: all of the case. */
    debts: 'text?',
    amount: 'integer?',
    since: 'date',
    until: 'date?',
    why: 'text',
    event: 'text',
  },
  [['v_from', 'case_key']],
);
