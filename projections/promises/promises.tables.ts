import type { Table } from '../tables/table.js';

/** The promise book: terms as made. */
export const PROMISES: Table = {
  name: 'promises',
  columns: {
    case_key: 'integer',
    promise: 'text',
    position: 'integer',
    made: 'date',
    due: 'date',
    /** Last day of the window in which a payment counts. */
    window_end: 'date',
    amount: 'integer',
    currency: 'text',
    ended: 'text?',
    ended_on: 'date?',
    /** Last notice recorded: only the reactor looks at it. */
    notice: 'text?',
    notice_ordinal: 'integer',
  },
  key: ['case_key', 'promise'],
  indexes: [['due'], ['position']],
};

/**
 * What became of each promise, for any (V, K): the row with v_from <= V < v_to and k_from <= K < k_to. Future turns are
 * written ahead: a promise that nobody pays is broken from the day after its window, and the row says so today.
 */
export const PROMISE_OUTCOMES: Table = {
  name: 'promise_outcomes',
  columns: {
    case_key: 'integer',
    promise: 'text',
    k_from: 'integer',
    v_from: 'date',
    k_to: 'integer?',
    v_to: 'date?',
    outcome: 'text',
    on_time: 'text?',
    paid: 'integer',
    ratio_bps: 'integer',
    counts_as: 'text',
  },
  key: ['case_key', 'promise', 'k_from', 'v_from'],
  indexes: [['k_from'], ['v_from']],
};

/** The payments that count for an outcome: of each, the position of its receipt. */
export const PROMISE_PAYMENTS: Table = {
  name: 'promise_payments',
  columns: { case_key: 'integer', promise: 'text', k_from: 'integer', v_from: 'date', position: 'integer' },
  key: ['case_key', 'promise', 'k_from', 'v_from', 'position'],
};
