import type { Table } from '../tables/table.js';

/** The register of plans: one row a plan, as proposed. */
export const PLANS: Table = {
  name: 'plans',
  columns: {
    case_key: 'integer',
    plan: 'text',
    position: 'integer',
    /** Event id of the proposal. */
    event: 'text',
    proposed: 'date',
    currency: 'text',
    /** Notices recorded so far: only the reactor looks at them. */
    notices: 'integer',
  },
  key: ['case_key', 'plan'],
  indexes: [['position']],
};

const SPAN = { k_from: 'integer', v_from: 'date', k_to: 'integer?', v_to: 'date?' } as const;

/**
 * What each version of a plan is in, for any (V, K): the row with v_from <= V < v_to and k_from <= K < k_to. Future
 * turns are written ahead: a plan that nobody pays is broken from some day on, and the row says so today.
 */
export const PLAN_STATES: Table = {
  name: 'plan_states',
  columns: {
    case_key: 'integer',
    plan: 'text',
    version: 'integer',
    ...SPAN,
    /** 1: the version that speaks for the plan; 0: one that another took the place of. */
    in_force: 'integer',
    state: 'text',
    since: 'date',
    kind: 'text',
    total: 'integer',
    /** When the plan was first activated and first broken, whichever version. */
    activated: 'date?',
    broke: 'date?',
    /** Event id of that activation. */
    event: 'text?',
  },
  key: ['case_key', 'plan', 'version', 'k_from', 'v_from'],
};

/** What became of each instalment, for any (V, K). */
export const PLAN_INSTALMENTS: Table = {
  name: 'plan_instalments',
  columns: {
    case_key: 'integer',
    plan: 'text',
    version: 'integer',
    no: 'integer',
    ...SPAN,
    due: 'date',
    amount: 'integer',
    outcome: 'text',
    /** Minor units, at most the amount. */
    paid: 'integer',
    /** 1 once its due date has come while the plan was in force. */
    is_due: 'integer',
  },
  key: ['case_key', 'plan', 'version', 'no', 'k_from', 'v_from'],
};

/** The last notice about each instalment, and about each version (no = 0): only the reactor looks at it. */
export const PLAN_NOTICES: Table = {
  name: 'plan_notices',
  columns: {
    case_key: 'integer',
    plan: 'text',
    version: 'integer',
    no: 'integer',
    outcome: 'text',
    /** The day from which it said that it is so. */
    since: 'date',
  },
  key: ['case_key', 'plan', 'version', 'no'],
};
