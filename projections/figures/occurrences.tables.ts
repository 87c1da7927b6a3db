import type { Table } from '../tables/table.js';

/**
 * What was done and what came in, one row a fact, append-only: what figures count. A row of kind `withdrawn` takes back the
 * contact that its `part` names, from its own position on.
 */
export const OCCURRENCES: Table = {
  name: 'occurrences',
  columns: {
    case_key: 'integer',
    position: 'integer',
    kind: 'text',
    on_date: 'date',
    /** Contact, complaint, promise or placement that it is about. */
    part: 'text?',
    /** 1: on the creditor's initiative. */
    outbound: 'integer',
    channel: 'text?',
    /** Placement batch. */
    batch: 'text?',
    /** When a complaint is to be decided. */
    due: 'date?',
    /** Whole hours from when it happened to when it was recorded; whole days where only the day is known. */
    delay_hours: 'integer',
    /** 1: an import brought it. */
    imported: 'integer',
  },
  key: ['case_key', 'position'],
};

export const KINDS = [
  'attempt', 'message', 'notice', 'visit', 'connected', 'verified', 'conversation', 'withdrawn', 'promise', 'complaint',
  'extended', 'decided', 'placed', 'recalled', 'payment', 'closed', 'reopened',
] as const; // prettier-ignore
export type Kind = (typeof KINDS)[number];
