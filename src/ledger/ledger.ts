/** The union of all facts and deciders: one table per kind of stream. */
import { caseFrameRules, type CaseFrameCommand } from './case/case.decide.js';
import { evolveCase, newCase, type CaseState, type CaseStreamFact } from './case-state.js';
import { chargeRules, type ChargeCommand } from './charge/charge.decide.js';
import { debtorOf } from './case/case.state.js';
import type { StreamKind } from './command.js';
import { complaintRules, type ComplaintCommand } from './complaint/complaint.decide.js';
import { contactRules, type ContactCommand } from './contact/contact.decide.js';
import { debtRules, type DebtCommand } from './debt/debt.decide.js';
import { disputeRules, type DisputeCommand } from './dispute/dispute.decide.js';
import { interestRules, type InterestCommand } from './interest/interest.decide.js';
import { legalRules, type LegalCommand } from './legal/legal.decide.js';
import { partyRules, type PartyCommand } from './party/party.decide.js';
import type { PartyFact } from './party/party.events.js';
import { evolveParty, newParty, type PartyState } from './party/party.state.js';
import { paymentRules, type PaymentCommand } from './payment/payment.decide.js';
import { placementRules, type PlacementCommand } from './placement/placement.decide.js';
import { portfolioRules, type PortfolioCommand } from './portfolio/portfolio.decide.js';
import type { PortfolioFact } from './portfolio/portfolio.events.js';
import { evolvePortfolio, type PortfolioState } from './portfolio/portfolio.state.js';
import { promiseRules, type PromiseCommand } from './promise/promise.decide.js';

export type CaseCommand =
  | CaseFrameCommand
  | DebtCommand
  | ChargeCommand
  | PaymentCommand
  | InterestCommand
  | ContactCommand
  | PromiseCommand
  | ComplaintCommand
  | DisputeCommand
  | LegalCommand
  | PlacementCommand;

export type LedgerFact = CaseStreamFact | PartyFact | PortfolioFact;

export const CASE: StreamKind<CaseCommand, CaseState, CaseStreamFact> = {
  category: 'case',
  initial: newCase,
  evolve: evolveCase,
  rules: {
    ...caseFrameRules,
    ...debtRules,
    ...chargeRules,
    ...paymentRules,
    ...interestRules,
    ...contactRules,
    ...promiseRules,
    ...complaintRules,
    ...disputeRules,
    ...legalRules,
    ...placementRules,
  },
  zoneOf: ({ frame }) => (frame.stage === 'NONE' ? undefined : frame.zone),
  portfolioOf({ frame }, command) {
    if (frame.stage !== 'NONE') return frame.portfolio;
    return command.type === 'OpenCase' ? command.portfolio : undefined;
  },
  subjectOf: (state) => debtorOf(state.frame) ?? state.id,
};

export const PARTY: StreamKind<PartyCommand, PartyState, PartyFact> = {
  category: 'party',
  initial: newParty,
  evolve: evolveParty,
  rules: partyRules,
  zoneOf: (state) => state.zone,
  portfolioOf: (state, command) =>
    state.portfolio ?? (command.type === 'RegisterParty' ? command.portfolio : undefined),
  subjectOf: (state) => state.id,
};

export const PORTFOLIO: StreamKind<PortfolioCommand, PortfolioState, PortfolioFact> = {
  category: 'portfolio',
  initial: (id) => ({ id }),
  evolve: evolvePortfolio,
  rules: portfolioRules,
  zoneOf: (state, command) => ({ name: state.created?.data.zone ?? command.zone, by: 'portfolio' }),
  portfolioOf: () => undefined,
  subjectOf: (state) => state.id,
};
