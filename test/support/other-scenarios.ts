/** Stories of streams that are no case. */
import {
  PARTY,
  PORTFOLIO,
  type PartyStreamCommand,
  type PartyStreamFact,
  type PortfolioStreamCommand,
  type PortfolioStreamFact,
} from '../../src/ledger/ledger.js';
import type { PartyState } from '../../src/ledger/party/party.state.js';
import type { PortfolioState } from '../../src/ledger/portfolio/portfolio.state.js';
import { Scenario } from './scenario.js';

export type PartyScenario = Scenario<PartyStreamCommand, PartyState, PartyStreamFact>;

export function noParty(): PartyScenario {
  return new Scenario(PARTY);
}

export const registerParty: PartyStreamCommand = {
  type: 'RegisterParty',
  portfolio: 'portfolio-1',
  kind: 'PERSON',
  name: 'Rosa Bianchi',
};

export function aParty(...commands: PartyStreamCommand[]): PartyScenario {
  return noParty().given(registerParty, ...commands);
}

export function noPortfolio(): Scenario<PortfolioStreamCommand, PortfolioState, PortfolioStreamFact> {
  return new Scenario(PORTFOLIO);
}
