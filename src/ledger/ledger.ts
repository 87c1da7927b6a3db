/** The union of all facts and deciders: one table per kind of stream. */
import { accessRules } from './access/access.decide.js';
import { evolveAccess, newAccess, type AccessCommand, type AccessFact, type AccessState } from './access/index.js';
import { caseFrameRules, type CaseFrameCommand } from './case/case.decide.js';
import { evolveCase, newCase, type CaseState, type CaseStreamFact } from './case-state.js';
import { chargeRules, type ChargeCommand } from './charge/charge.decide.js';
import { debtorOf } from './case/case.state.js';
import type { StreamKind } from './command.js';
import { clearanceRules, type ClearanceCommand, type ClearanceFact } from './clearance/index.js';
import { complaintRules, type ComplaintCommand } from './complaint/complaint.decide.js';
import { contactRules, type ContactCommand } from './contact/contact.decide.js';
import { bucketRules, type BucketCommand } from './bucket/bucket.decide.js';
import { deadlineRules, type DeadlineCommand } from './deadline/deadline.decide.js';
import { debtRules, type DebtCommand } from './debt/debt.decide.js';
import { delinquencyRules, type DelinquencyCommand } from './delinquency/delinquency.decide.js';
import { disputeRules, type DisputeCommand } from './dispute/dispute.decide.js';
import { erasureRules } from './erasure/erasure.decide.js';
import type { ErasureFact } from './erasure/erasure.events.js';
import { interestRules, type InterestCommand } from './interest/interest.decide.js';
import { legalRules, type LegalCommand } from './legal/legal.decide.js';
import { partyRules, type PartyCommand } from './party/party.decide.js';
import type { PartyFact } from './party/party.events.js';
import { evolveParty, newParty, type PartyState } from './party/party.state.js';
import { postsFirst } from './payment/left.calc.js';
import { paymentRules, type PaymentCommand } from './payment/payment.decide.js';
import { placementRules, type PlacementCommand } from './placement/placement.decide.js';
import { planRules, type PlanCommand } from './plan/plan.decide.js';
import { portfolioRules, type PortfolioCommand } from './portfolio/portfolio.decide.js';
import type { PortfolioFact } from './portfolio/portfolio.events.js';
import { evolvePortfolio, type PortfolioState } from './portfolio/portfolio.state.js';
import { promiseRules, type PromiseCommand } from './promise/promise.decide.js';
import { caseRegisterRules, partyRegisterRules, portfolioRegisterRules } from './register/hosts.decide.js';
import { plainStream, type PlainState } from './register/plain-stream.js';
import {
  AGENCY_REGISTERS,
  INCIDENT_REGISTERS,
  STAFF_REGISTERS,
  type AgencyCommand,
  type AgencyFact,
  type CaseRegisterCommand,
  type IncidentCommand,
  type IncidentFact,
  type PartyRegisterCommand,
  type PartyRegisterFact,
  type PortfolioRegisterCommand,
  type PortfolioRegisterFact,
  type StaffCommand,
  type StaffFact,
} from './registers.js';
import { ruleBookRules } from './rulebook/rulebook.decide.js';
import {
  evolveRuleBook,
  newRuleBook,
  type RuleBookCommand,
  type RuleBookFact,
  type RuleBookState,
} from './rulebook/index.js';
import { settlementRules, type SettlementCommand } from './settlement/settlement.decide.js';

export type CaseCommand =
  | CaseFrameCommand
  | DebtCommand
  | ChargeCommand
  | PaymentCommand
  | InterestCommand
  | ContactCommand
  | PromiseCommand
  | PlanCommand
  | SettlementCommand
  | ComplaintCommand
  | DisputeCommand
  | LegalCommand
  | PlacementCommand
  | CaseRegisterCommand
  | DelinquencyCommand
  | DeadlineCommand
  | BucketCommand;

export type PartyStreamCommand = PartyCommand | PartyRegisterCommand | ClearanceCommand;
export type PartyStreamFact = PartyFact | PartyRegisterFact | ClearanceFact | ErasureFact;
export type PortfolioStreamCommand = PortfolioCommand | PortfolioRegisterCommand;
export type PortfolioStreamFact = PortfolioFact | PortfolioRegisterFact;

export type LedgerFact =
  | CaseStreamFact
  | PartyStreamFact
  | PortfolioStreamFact
  | StaffFact
  | IncidentFact
  | AgencyFact
  | RuleBookFact
  | AccessFact;

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
    ...planRules,
    ...settlementRules,
    ...complaintRules,
    ...disputeRules,
    ...legalRules,
    ...placementRules,
    ...caseRegisterRules,
    ...delinquencyRules,
    ...deadlineRules,
    ...bucketRules,
  },
  zoneOf: ({ frame }) => (frame.stage === 'NONE' ? undefined : frame.zone),
  portfolioOf({ frame }, command) {
    if (frame.stage !== 'NONE') return frame.portfolio;
    return command.type === 'OpenCase' ? command.portfolio : undefined;
  },
  before: ({ account }, request) => (postsFirst(account, request) ? { type: 'PostLeft' } : undefined),
  subjectOf: (state) => debtorOf(state.frame) ?? state.id,
};

export const PARTY: StreamKind<PartyStreamCommand, PartyState, PartyStreamFact> = {
  category: 'party',
  initial: newParty,
  evolve: evolveParty,
  rules: { ...partyRules, ...partyRegisterRules, ...clearanceRules, ...erasureRules },
  factsOf: ({ facts }) => facts,
  casesOf: ({ cases }) => cases,
  zoneOf: (state) => state.zone,
  portfolioOf: (state, command) =>
    state.portfolio ?? (command.type === 'RegisterParty' ? command.portfolio : undefined),
  subjectOf: (state) => state.id,
};

export const PORTFOLIO: StreamKind<PortfolioStreamCommand, PortfolioState, PortfolioStreamFact> = {
  category: 'portfolio',
  initial: (id) => ({ id, entries: new Map() }),
  evolve: evolvePortfolio,
  rules: { ...portfolioRules, ...portfolioRegisterRules },
  zoneOf: (state, command) => ({
    by: 'portfolio',
    name: state.created?.data.zone ?? (command as { zone?: string }).zone ?? 'UTC',
  }),
  portfolioOf: () => undefined,
  subjectOf: (state) => state.id,
};

export const STAFF: StreamKind<StaffCommand, PlainState, StaffFact> = plainStream('staff', STAFF_REGISTERS);
export const INCIDENT: StreamKind<IncidentCommand, PlainState, IncidentFact> = plainStream(
  'incident',
  INCIDENT_REGISTERS,
);
export const AGENCY: StreamKind<AgencyCommand, PlainState, AgencyFact> = plainStream('agency', AGENCY_REGISTERS);

/** One stream holds all activations of packs (ADR 0017). */
export const RULEBOOK: StreamKind<RuleBookCommand, RuleBookState, RuleBookFact> = {
  category: 'rulepack',
  initial: newRuleBook,
  evolve: evolveRuleBook,
  rules: ruleBookRules,
  zoneOf: () => ({ by: 'portfolio', name: 'UTC' }),
  portfolioOf: () => undefined,
  subjectOf: (state) => state.id,
};

/** Reads of personal data and exports: a stream a day and process. */
export const ACCESS: StreamKind<AccessCommand, AccessState, AccessFact> = {
  category: 'access',
  initial: newAccess,
  evolve: evolveAccess,
  rules: accessRules,
  zoneOf: () => ({ by: 'portfolio', name: 'UTC' }),
  portfolioOf: () => undefined,
  subjectOf: (state) => state.id,
};
