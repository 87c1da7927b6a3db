/** Facts about a debt. Names and shapes are stored for ever. */
import type { Balances } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export type DebtFact =
  | FactOf<
      'DebtRegistered',
      {
        readonly debt: string;
        /** The creditor's own reference of the account. */
        readonly ref?: string;
        readonly creditor?: string;
        readonly product?: string;
        readonly currency: string;
        /** What was owed at registration, by component, in minor units. */
        readonly balances: Balances;
        readonly dueDate?: CivilDate;
        readonly itemizationDate?: CivilDate;
        readonly chargeOffOn?: CivilDate;
        /** Value of what secures it, minor units. */
        readonly security?: number;
        /** Contractual rate, percent a year, a decimal: for orders across debts. It accrues nothing. */
        readonly annualRate?: string;
        /** What the contract asks for in each calendar month, minor units. */
        readonly minimumPayment?: number;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'ChargedOff',
      {
        readonly debt: string;
        /** Carrying amount moved to loss, minor units. What the debtor owes stays as it is (law 5). */
        readonly amount: number;
        readonly reason?: string;
        /** Who asked for it and who approved it is told there. */
        readonly chargeOffRequest?: string;
        readonly flags?: readonly Flag[];
      }
    >;
