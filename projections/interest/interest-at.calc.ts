/** On what terms the debts of a case bear interest on a day, and how far it is posted: computed from the facts. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import {
  accruedAt,
  inForce,
  isSuspended,
  NO_INTEREST,
  type Accrued,
  type Concession,
  type DebtInterest,
  type InterestComponent,
  type Rate,
  type Suspension,
  type Terms,
} from '../../src/ledger/interest/index.js';
import type { Account } from '../../src/ledger/payment/index.js';

/** The id of the fact that set it; what ended a suspension is `endedBy`. */
interface SetBy {
  readonly event: string;
  readonly endedBy?: string;
}

/** One component that interest is posted to. Amounts in minor units. */
export interface InterestOn {
  readonly component: InterestComponent;
  /** Terms in force on the day; null before the first day that bears it, and after the last. */
  readonly terms: string | null;
  /** What it accrues at on the day: the terms' rate, or a concession's; null where it accrues nothing. */
  readonly rate: Rate | null;
  /** The concession that lowers the rate on the day. */
  readonly concession: string | null;
  readonly suspended: boolean;
  /** Posted by the end of the day, corrections included. */
  readonly posted: number;
  /** Last day that a posting covers. */
  readonly postedThrough: CivilDate | null;
  /** Accrued by the end of the day and not posted: in whole minor units, and exact. */
  readonly accrued: number;
  readonly exact: string;
}

export interface InterestOfDebt {
  readonly debt: string;
  readonly ref: string | null;
  readonly components: readonly InterestOn[];
  /** In the order in which they were set; later ones stand before earlier ones of the same component. */
  readonly terms: readonly (Terms & SetBy)[];
  readonly suspensions: readonly (Suspension & SetBy)[];
  readonly concessions: readonly (Concession & SetBy)[];
}

/** Which fact set terms, a suspension or a concession, and which one ended it, by their id. */
function settersOf(facts: readonly CaseStreamFact[]): ReadonlyMap<string, SetBy> {
  const by = new Map<string, SetBy>();
  for (const { type, data, id: event } of facts) {
    if (type === 'InterestTermsSet') by.set(data.terms, { event });
    if (type === 'InterestSuspended') by.set(data.suspension, { event });
    if (type === 'InterestRateConcessionGranted') by.set(data.concession, { event });
    const begun = type === 'InterestResumed' ? by.get(data.suspension) : undefined;
    if (type === 'InterestResumed' && begun) by.set(data.suspension, { ...begun, endedBy: event });
  }
  return by;
}

interface Scope {
  readonly account: Account;
  readonly asOf: CivilDate;
  readonly accrued: readonly Accrued[];
}

function rateOf(from: Rate | undefined): Rate | null {
  return from === undefined ? null : { rate: from.rate, period: from.period };
}

function on(debt: string, interest: DebtInterest, component: InterestComponent, scope: Scope): InterestOn {
  const { account, asOf, accrued } = scope;
  const terms = inForce(interest.terms, component, asOf);
  const concession = terms && inForce(interest.concessions, component, asOf);
  const suspended = isSuspended(interest, asOf);
  const postings = account.entries.flatMap((entry) =>
    entry.kind === 'accrual' && entry.debt === debt && entry.component === component && entry.eff <= asOf
      ? [entry]
      : [],
  );
  const unposted = accrued.find((item) => item.debt === debt && item.component === component);
  return {
    component,
    terms: terms?.id ?? null,
    rate: suspended ? null : rateOf(concession ?? terms),
    concession: concession?.id ?? null,
    suspended,
    posted: postings.reduce((sum, { amount }) => sum + amount, 0),
    postedThrough: postings.at(-1)?.eff ?? null,
    accrued: unposted?.amount ?? 0,
    exact: unposted?.exact ?? '0',
  };
}

/** @param facts of one case, cut at K; `account` is their fold. Debts on which no interest was ever agreed are left out. */
export function interestAt(facts: readonly CaseStreamFact[], account: Account, asOf: CivilDate): InterestOfDebt[] {
  const scope: Scope = { account, asOf, accrued: accruedAt(account, asOf) };
  const setters = settersOf(facts);
  const refs = new Map(
    facts.flatMap((fact) => (fact.type === 'DebtRegistered' ? [[fact.data.debt, fact.data.ref]] : [])),
  );
  const set = <T extends { readonly id: string }>(item: T): T & SetBy => ({
    ...item,
    ...(setters.get(item.id) as SetBy),
  });
  return [...account.debts.values()].flatMap(({ id: debt, interest = NO_INTEREST }): InterestOfDebt[] => {
    const { terms, suspensions, concessions } = interest;
    if (terms.length + suspensions.length + concessions.length === 0) return [];
    return [
      {
        debt,
        ref: refs.get(debt) ?? null,
        components: [...new Set(terms.map(({ component }) => component))].map((name) =>
          on(debt, interest, name, scope),
        ),
        terms: terms.map(set),
        suspensions: suspensions.map(set),
        concessions: concessions.map(set),
      },
    ];
  });
}
