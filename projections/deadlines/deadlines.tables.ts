import { standingTable } from '../projector/standing.projection.js';

/**
 * By due date; and what is open, by the day from which it is so no more: nobody reads through what was due long ago. The
 * last for what was missed and not done since: the worklist keeps it where law asks for it, beside every broken promise.
 */
export const DEADLINE_INDEXES = [
  ['due', 'case_key'],
  ['status', 'v_to', 'due', 'case_key'],
  ['status', 'source', 'done_on', 'v_to', 'due', 'case_key'],
] as const;

/** Deadlines and what became of them, for any (V, K): the row with v_from <= V < v_to and k_from <= K < k_to. */
export const DEADLINES = standingTable(
  'deadlines',
  { what: 'text', due: 'date', event: 'text', status: 'text', done_on: 'date?' },
  DEADLINE_INDEXES,
);
