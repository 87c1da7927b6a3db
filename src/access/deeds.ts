/** Deeds of registers that not everybody who records may do. All others are `records`. */
import type { RouteGroup } from './rights.js';

const DEEDS: Readonly<Partial<Record<RouteGroup, readonly string[]>>> = {
  money: ['RecordDebtSale', 'ReAgeAccount'],
  approves: [
    'ApproveWaiver',
    'RefuseWaiver',
    'ApproveChargeOff',
    'RefuseChargeOff',
    'ApproveRefund',
    'RefuseRefund',
    'ApproveEarlyHoldRelease',
    'RefuseEarlyHoldRelease',
    'ReviewEscalation',
    'ReleaseFreeze',
  ],
  oversees: [
    'GrantComplianceException',
    'RevokeComplianceException',
    'InvestigateConduct',
    'RecordConductFinding',
    'CloseInvestigation',
    'NotifyRegulator',
    'ReportBreach',
    'CloseIncident',
  ],
  privacy: [
    'RequestErasure',
    'ApproveErasure',
    'RefuseErasure',
    'PlaceLegalHold',
    'RequestHoldRelease',
    'ApproveHoldRelease',
    'PlaceCaseLegalHold',
    'RequestCaseHoldRelease',
    'ApproveCaseHoldRelease',
    'RestrictProcessing',
    'LiftRestriction',
  ],
  manages: [
    'RegisterStaff',
    'MoveStaff',
    'EndStaff',
    'RecordTraining',
    'LapseCertification',
    'ScoreInteraction',
    'SetTarget',
    'MeasureTarget',
    'ComputeIncentive',
    'OnboardAgency',
    'EvaluateAgency',
    'SuspendAgency',
    'ReinstateAgency',
    'EndAgency',
    'AgreePlacementTerms',
    'PublishReport',
    'SetPortfolioTarget',
    'MeasurePortfolioTarget',
  ],
};

const BY_DEED = new Map(Object.entries(DEEDS).flatMap(([group, deeds]) => deeds.map((deed) => [deed, group] as const)));

/** @param type the command of a deed. */
export function groupOfDeed(type: string): RouteGroup {
  return (BY_DEED.get(type) as RouteGroup | undefined) ?? 'records';
}

/** All deeds that are named here: a test holds them against the registers. */
export const NAMED_DEEDS: readonly string[] = [...BY_DEED.keys()];
