/** A portfolio as created: its settings are its policy. */
import { interestPolicyNamed } from '../interest/interest-policies.js';
import { STANDARD_POLICY, waterfallNamed, type Policy } from '../policy.js';
import { evolveEntries, type Entries } from '../register/entries.state.js';
import { REGISTER_ROLES, type PortfolioRegisterFact } from '../registers.js';
import type { PortfolioFact } from './portfolio.events.js';

export interface PortfolioState {
  readonly id: string;
  created?: PortfolioFact;
  /** Entries of the registers. */
  readonly entries: Entries;
}

export function evolvePortfolio(state: PortfolioState, fact: PortfolioFact | PortfolioRegisterFact): PortfolioState {
  if (fact.type === 'PortfolioCreated') return { ...state, created: fact };
  const role = REGISTER_ROLES.get(fact.type);
  if (role === undefined) return undefined as unknown as PortfolioState;
  evolveEntries(state.entries, fact, role);
  return state;
}

/** The policy of a portfolio: the standard one with the portfolio's own choices. */
export function policyFor(created: PortfolioFact): Policy {
  const { name, zone, currency, waterfall, interest, promiseGraceDays, promiseToleranceBps } = created.data;
  return {
    ...STANDARD_POLICY,
    id: name,
    zone,
    currency,
    waterfall: waterfall === undefined ? STANDARD_POLICY.waterfall : waterfallNamed(waterfall),
    interest: interest === undefined ? STANDARD_POLICY.interest : interestPolicyNamed(interest),
    promiseGraceDays: promiseGraceDays ?? STANDARD_POLICY.promiseGraceDays,
    promiseToleranceBps: promiseToleranceBps ?? STANDARD_POLICY.promiseToleranceBps,
  };
}
