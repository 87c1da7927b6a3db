import type { Table } from '../tables/table.js';

/** The register of clearances: what was asked of the rules, and what they answered. */
export const CLEARANCES: Table = {
  name: 'clearances',
  columns: {
    party_key: 'integer',
    clearance: 'text',
    /** The first of the cases that it is about: for that one it counts. */
    case_id: 'text?',
    position: 'integer',
    event: 'text',
    /** When it was asked. */
    at: 'text',
    on_date: 'date',
    /** 1 permitted, 0 blocked. */
    permitted: 'integer',
    channel: 'text',
    purpose: 'text',
    staff: 'text?',
    /** Instants. */
    planned_at: 'text',
    next_allowed: 'text?',
    /** How many rules could not be evaluated. */
    not_evaluated: 'integer',
  },
  key: ['party_key', 'clearance'],
  indexes: [['position']],
};

/** What the rules said that did not simply allow it: one row a rule. */
export const CLEARANCE_RULES: Table = {
  name: 'clearance_rules',
  columns: {
    party_key: 'integer',
    clearance: 'text',
    pack: 'text',
    /** `US-F-1@1`, and the same without its version. */
    rule: 'text',
    rule_id: 'text',
    /** BLOCKS, WARNS, or NOT_EVALUATED. */
    effect: 'text',
    reason: 'text?',
  },
  key: ['party_key', 'clearance', 'pack', 'rule'],
  indexes: [['rule_id']],
};
