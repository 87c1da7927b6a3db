/** Facts about a portfolio: the book of one creditor that is worked under one policy. Stored for ever. */
import type { FactOf } from '../fact.js';

export type Capacity = 'FIRST_PARTY' | 'AGENCY' | 'PURCHASER';

export type CreditorKind = 'BANK' | 'CONSUMER_FINANCE' | 'OTHER_LENDER' | 'PUBLIC_BODY' | 'OTHER';

export type PortfolioFact = FactOf<
  'PortfolioCreated',
  {
    /** Short name by which people and commands call it; unique in the ledger. */
    readonly name: string;
    readonly title?: string;
    readonly creditor?: string;
    /** IANA zone of its civil dates. */
    readonly zone: string;
    /** ISO 4217 code of cases that name none. */
    readonly currency?: string;
    /** Codes such as `CN`, `US-MA`, `UK`. */
    readonly jurisdictions?: readonly string[];
    readonly capacity?: Capacity;
    /** What the creditor is: some rules bind banks, others consumer-finance companies. */
    readonly creditorKind?: CreditorKind;
    /** Product of cases and debts that name none. */
    readonly product?: string;
    /** `id@version` of the waterfall. */
    readonly waterfall?: string;
    /** `id@version` of the policy that says what may bear interest. */
    readonly interest?: string;
    /** `id@version` of the table of ageing buckets; that of the jurisdiction where left out. */
    readonly buckets?: string;
    readonly promiseGraceDays?: number;
    readonly promiseToleranceBps?: number;
  }
>;
