/** Where and in which capacity a contact is made: what decides which rules apply. */
import type { Capacity } from '../ledger/portfolio/index.js';

export interface Place {
  /** Codes that the portfolio states, and what the case's and the person's address add. */
  readonly jurisdictions: readonly string[];
  readonly capacity?: Capacity;
  /** `BANK`, `CONSUMER_FINANCE`, … */
  readonly creditorKind?: string;
  /** Products of the debts concerned; one that is not known is undefined. Empty: no debt is known. */
  readonly products: readonly (string | undefined)[];
  readonly partyKind?: 'PERSON' | 'ORGANISATION';
  /** The case's own zone: the candidate where neither the person nor the pack has one. */
  readonly zone: string;
}
