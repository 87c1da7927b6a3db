/** Policies by portfolio, read from the portfolios' own streams. */
import type { EventStore } from '../../store/port.js';
import { PORTFOLIO } from '../ledger.js';
import { loadStream } from '../load.js';
import type { PolicyPort } from '../ports.js';
import type { Policy } from '../policy.js';
import { policyFor } from './portfolio.state.js';

export class PortfolioPolicies implements PolicyPort {
  private readonly known = new Map<string, Policy>();

  constructor(private readonly store: EventStore) {}

  policyOf(portfolio: string): Policy | Promise<Policy | undefined> {
    return this.known.get(portfolio) ?? this.load(portfolio);
  }

  private async load(portfolio: string): Promise<Policy | undefined> {
    if (!portfolio.startsWith('portfolio-')) return undefined;
    const { state } = await loadStream(this.store, PORTFOLIO, portfolio);
    if (!state.created) return undefined;
    const policy = policyFor(state.created);
    this.known.set(portfolio, policy);
    return policy;
  }
}
