/** On what terms debts bear interest after a fact that changes them. */
import type { InterestFact } from '../interest/interest.events.js';
import { NO_INTEREST, type DebtInterest } from '../interest/terms.js';
import type { Account, DebtAccount } from './account.state.js';

type InterestTerm = Extract<
  InterestFact,
  { type: 'InterestTermsSet' | 'InterestSuspended' | 'InterestResumed' | 'InterestRateConcessionGranted' }
>;

/** The debts whose interest a fact, or one about to be recorded, changes: as they are seen after it. */
export function interestAfter(account: Account, { type, data }: Pick<InterestTerm, 'type' | 'data'>): DebtAccount[] {
  const changed = (id: string, change: (interest: DebtInterest) => Partial<DebtInterest>): DebtAccount[] => {
    const debt = account.debts.get(id);
    if (!debt) return [];
    const { interest = NO_INTEREST } = debt;
    return [{ ...debt, interest: { ...interest, ...change(interest) } }];
  };
  const fact = { type, data } as InterestTerm;
  switch (fact.type) {
    case 'InterestTermsSet': {
      const { terms: id, debt, policy: _policy, flags: _flags, extra: _extra, ...terms } = fact.data;
      return changed(debt, (known) => ({ terms: [...known.terms, { id, ...terms }] }));
    }
    case 'InterestSuspended': {
      const { suspension: id, debts, from, to, reason } = fact.data;
      return debts.flatMap((debt) =>
        changed(debt, (known) => ({ suspensions: [...known.suspensions, { id, from, to, reason }] })),
      );
    }
    case 'InterestResumed': {
      const { suspension, on: to } = fact.data;
      return [...account.debts.values()]
        .filter(({ interest }) => interest?.suspensions.some(({ id }) => id === suspension))
        .flatMap(({ id: debt }) =>
          changed(debt, (known) => ({
            suspensions: known.suspensions.map((item) => (item.id === suspension ? { ...item, to } : item)),
          })),
        );
    }
    case 'InterestRateConcessionGranted': {
      const { concession: id, debt, component, rate, period, from, to } = fact.data;
      const granted = { id, component, rate, period, from, to };
      return changed(debt, (known) => ({ concessions: [...known.concessions, granted] }));
    }
  }
}
