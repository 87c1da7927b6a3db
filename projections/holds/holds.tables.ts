import type { ColumnType, Table } from '../tables/table.js';
import { standingTable } from '../projector/standing.projection.js';

const HOLD: Readonly<Record<string, ColumnType>> = {
  /** JSON list: COLLECTION, CONTACT, DIRECT_CONTACT. */
  stops: 'text',
  since: 'date',
  until: 'date?',
  why: 'text',
  event: 'text',
};

/** What holds a case by its own facts, for any (V, K): the row with v_from <= V < v_to and k_from <= K < k_to. */
export const HOLDS = standingTable(
  'holds',
  {
    /** JSON list of debts; null: all of the case. */
    debts: 'text?',
    amount: 'integer?',
    ...HOLD,
  },
  [['v_from', 'case_key']],
);

/** What befell parties and holds the cases in which they owe; its key is the party. */
export const PARTY_HOLDS = standingTable('party_holds', { party: 'text', ...HOLD }, [['party']], 'party_key');

/** In which cases a party owes: each link with a role by which it does. */
export const OBLIGOR_LINKS: Table = {
  name: 'obligor_links',
  columns: {
    case_key: 'integer',
    position: 'integer',
    party: 'text',
    role: 'text',
    /** 0 for the debtor, then joint debtor and guarantor: the first counts. */
    rank: 'integer',
    eff: 'date',
  },
  key: ['case_key', 'position'],
  indexes: [['party']],
};
