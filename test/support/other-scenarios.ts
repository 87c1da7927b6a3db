/** Stories of streams that are no case. */
import { PARTY, PORTFOLIO, type LedgerFact } from '../../src/ledger/ledger.js';
import type { PartyCommand } from '../../src/ledger/party/party.decide.js';
import type { PartyFact } from '../../src/ledger/party/party.events.js';
import type { PartyState } from '../../src/ledger/party/party.state.js';
import type { PortfolioCommand } from '../../src/ledger/portfolio/portfolio.decide.js';
import type { PortfolioState } from '../../src/ledger/portfolio/portfolio.state.js';
import { Scenario } from './scenario.js';

export type PartyScenario = Scenario<PartyCommand, PartyState, PartyFact>;

export function noParty(): PartyScenario {
  return new Scenario(PARTY);
}

export const registerParty: PartyCommand = {
  type: 'RegisterParty',
  portfolio: 'portfolio-1',
  kind: 'PERSON',
  name: 'Rosa Bianchi',
};

export function aParty(...commands: PartyCommand[]): PartyScenario {
  return noParty().given(registerParty, ...commands);
}

type PortfolioCreated = Extract<LedgerFact, { type: 'PortfolioCreated' }>;

export function noPortfolio(): Scenario<PortfolioCommand, PortfolioState, PortfolioCreated> {
  return new Scenario(PORTFOLIO);
}
