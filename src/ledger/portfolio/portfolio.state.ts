/** A portfolio as created: its settings are its policy. */
import { interestPolicyNamed } from '../interest/interest-policies.js';
import { STANDARD_POLICY, waterfallNamed, type Policy } from '../policy.js';
import type { PortfolioFact } from './portfolio.events.js';

export interface PortfolioState {
  readonly id: string;
  created?: PortfolioFact;
}

export function evolvePortfolio(state: PortfolioState, fact: PortfolioFact): PortfolioState {
  return { ...state, created: fact };
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
