/** All registers, by the kind of stream that holds their facts, and the commands and facts that they make. */
import { agencyRegisters } from './agency/agency.register.js';
import { approvalRegisters } from './approval/approval.register.js';
import { assessmentRegisters } from './assessment/assessment.register.js';
import { bureauRegisters } from './bureau/bureau.register.js';
import { circumstanceRegisters } from './circumstance/circumstance.register.js';
import { complaintStepRegisters } from './complaint/steps.register.js';
import { complianceRegisters } from './compliance/exception.register.js';
import { conductRegisters } from './conduct/conduct.register.js';
import { consentRegisters } from './consent/consent.register.js';
import { evidenceRegisters } from './contact/evidence.register.js';
import { disclosureRegisters } from './disclosure/disclosure.register.js';
import { incidentRegisters } from './incident/incident.register.js';
import { caseHoldRegisters, erasureRegisters } from './erasure/erasure.register.js';
import { restrictionRegisters } from './erasure/restriction.register.js';
import { documentRegisters } from './legal/documents.register.js';
import { docketRegisters } from './legal/docket.register.js';
import { caseJurisdictionRegisters } from './case/jurisdiction.register.js';
import { limitationRegisters } from './limitation/limitation.register.js';
import { detailRegisters } from './party/details.register.js';
import { placeRegisters } from './party/place.register.js';
import { agencyFactRegisters } from './placement/agency-facts.register.js';
import { portfolioRegisters } from './portfolio/reports.register.js';
import { recoveryRegisters } from './recovery/recovery.register.js';
import { factRoles } from './register/entries.state.js';
import type { CommandOf, FactsOf, Register } from './register/register.js';
import { representationRegisters } from './representation/representation.register.js';
import { sharingRegisters } from './sharing/sharing.register.js';
import { staffRegisters } from './staff/staff.register.js';
import { strategyRegisters } from './strategy/strategy.register.js';
import { vulnerabilityRegisters } from './vulnerability/vulnerability.register.js';
import { waiverRegisters } from './waiver/waiver-request.register.js';
import { workRegisters } from './work/work.register.js';

const onCases = [
  ...workRegisters,
  ...strategyRegisters,
  ...assessmentRegisters,
  ...disclosureRegisters,
  ...evidenceRegisters,
  ...docketRegisters,
  ...waiverRegisters,
  ...approvalRegisters,
  ...recoveryRegisters,
  ...bureauRegisters,
  ...conductRegisters,
  ...sharingRegisters,
  ...agencyFactRegisters,
  ...caseJurisdictionRegisters,
  ...complaintStepRegisters,
  ...limitationRegisters,
  ...complianceRegisters,
  ...documentRegisters,
  ...caseHoldRegisters,
] as const;
const onParties = [
  ...detailRegisters,
  ...consentRegisters,
  ...representationRegisters,
  ...vulnerabilityRegisters,
  ...circumstanceRegisters,
  ...placeRegisters,
  ...erasureRegisters,
  ...restrictionRegisters,
] as const;

type Facts<R extends readonly unknown[]> = FactsOf<R[number]>;
type Commands<R extends readonly unknown[]> = CommandOf<R[number]>;

export type CaseRegisterFact = Facts<typeof onCases>;
export type CaseRegisterCommand = Commands<typeof onCases>;
export type PartyRegisterFact = Facts<typeof onParties>;
export type PartyRegisterCommand = Commands<typeof onParties>;
export type PortfolioRegisterFact = Facts<typeof portfolioRegisters>;
export type PortfolioRegisterCommand = Commands<typeof portfolioRegisters>;
export type StaffFact = Facts<typeof staffRegisters>;
export type StaffCommand = Commands<typeof staffRegisters>;
export type IncidentFact = Facts<typeof incidentRegisters>;
export type IncidentCommand = Commands<typeof incidentRegisters>;
export type AgencyFact = Facts<typeof agencyRegisters>;
export type AgencyCommand = Commands<typeof agencyRegisters>;
export type RegisterFact =
  CaseRegisterFact | PartyRegisterFact | PortfolioRegisterFact | StaffFact | IncidentFact | AgencyFact;
export type RegisterCommand =
  | CaseRegisterCommand
  | PartyRegisterCommand
  | PortfolioRegisterCommand
  | StaffCommand
  | IncidentCommand
  | AgencyCommand;

export const CASE_REGISTERS: readonly Register[] = onCases as readonly unknown[] as readonly Register[];
export const PARTY_REGISTERS: readonly Register[] = onParties as readonly unknown[] as readonly Register[];
export const PORTFOLIO_REGISTERS: readonly Register[] = portfolioRegisters as readonly unknown[] as readonly Register[];
export const STAFF_REGISTERS: readonly Register[] = staffRegisters as readonly unknown[] as readonly Register[];
export const INCIDENT_REGISTERS: readonly Register[] = incidentRegisters as readonly unknown[] as readonly Register[];
export const AGENCY_REGISTERS: readonly Register[] = agencyRegisters as readonly unknown[] as readonly Register[];

export const REGISTERS: readonly Register[] = [
  ...CASE_REGISTERS,
  ...PARTY_REGISTERS,
  ...PORTFOLIO_REGISTERS,
  ...STAFF_REGISTERS,
  ...INCIDENT_REGISTERS,
  ...AGENCY_REGISTERS,
];

/** What each fact type does in which register. */
export const REGISTER_ROLES = factRoles(REGISTERS);
