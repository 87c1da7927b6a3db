import { sql } from 'kysely';
import { NET_ACCOUNT_NAMES } from '../../src/ledger/payment/index.js';
import type { Table } from '../tables/table.js';

/**
 * The journal, append-only: `amount` moves from account `credit` to account `debit`, so each row is two lines that sum
 * to zero. Unit accounts count. Amounts are minor units of the case's currency.
 */
export const JOURNAL: Table = {
  name: 'journal',
  columns: {
    case_key: 'integer',
    position: 'integer',
    n: 'integer',
    debit: 'text',
    credit: 'text',
    amount: 'integer',
    /** Effective date under the basis that the fact names. */
    eff: 'date',
    /** Effective date under the other reversal basis, where it differs. */
    other: 'date?',
    debt: 'text?',
    /** Contractual due date of a charge, where the source gave one. */
    due: 'date?',
  },
  key: ['case_key', 'position', 'n'],
};

/** Which accounts have ever been paired in a journal row: sums over a whole book need not look for others. */
export const JOURNAL_PAIRS: Table = {
  name: 'journal_pairs',
  columns: { debit: 'text', credit: 'text' },
  key: ['debit', 'credit'],
  shared: true,
};

/** What each case owes now; the sums of its journal rows. */
export const BALANCES: Table = {
  name: 'balances',
  columns: { case_key: 'integer', net: 'integer', held: 'integer' },
  key: ['case_key'],
};

/** Accounts outside the case whose entries change what it owes, as SQL. */
export const NET_ACCOUNTS = sql`(${sql.join(NET_ACCOUNT_NAMES.map((name) => sql.lit(name)))})`;

/** What a journal row adds to net, and to held, as SQL over its columns. */
export const NET = sql`CASE WHEN credit IN ${NET_ACCOUNTS} THEN amount WHEN debit IN ${NET_ACCOUNTS} THEN -amount ELSE 0 END`;
export const HELD = sql`CASE WHEN credit = 'held' THEN amount WHEN debit = 'held' THEN -amount ELSE 0 END`;
