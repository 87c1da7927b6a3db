/**
 * Who may call what, as the test expects it: written beside the code, not taken from it. A route that is not here fails the
 * test; so does one that is here and nowhere else.
 */
import type { RouteGroup } from '../../src/access/rights.js';
import type { Role } from '../../src/access/roles.js';

/** Roles that each group lets in, and whether a caller bound to portfolios may ask at all. */
export const EXPECTED: Readonly<
  Record<Exclude<RouteGroup, 'local'>, { readonly roles: string; readonly bound: boolean }>
> = {
  open: { roles: 'collector supervisor compliance auditor reporting admin', bound: true },
  catalogue: { roles: 'collector supervisor compliance auditor reporting admin', bound: true },
  portfolios: { roles: 'collector supervisor compliance auditor reporting admin', bound: true },
  case: { roles: 'collector supervisor compliance auditor admin', bound: true },
  people: { roles: 'collector supervisor compliance admin', bound: true },
  proofs: { roles: 'collector supervisor compliance auditor admin', bound: true },
  tiles: { roles: 'compliance auditor admin', bound: false },
  staff: { roles: 'supervisor compliance auditor admin', bound: true },
  findings: { roles: 'supervisor compliance auditor admin', bound: true },
  figures: { roles: 'supervisor compliance auditor reporting admin', bound: true },
  accounts: { roles: 'supervisor compliance auditor admin', bound: true },
  feed: { roles: 'compliance auditor reporting admin', bound: true },
  trail: { roles: 'compliance auditor admin', bound: true },
  exports: { roles: 'compliance auditor admin', bound: true },
  records: { roles: 'collector supervisor compliance admin', bound: true },
  money: { roles: 'supervisor admin', bound: true },
  approves: { roles: 'supervisor compliance admin', bound: true },
  oversees: { roles: 'compliance admin', bound: true },
  privacy: { roles: 'compliance admin', bound: true },
  manages: { roles: 'supervisor compliance admin', bound: true },
  operates: { roles: 'admin', bound: false },
};

/** Routes that open personal values, by the name under which a read of them is recorded. */
export const OPENING: Readonly<Record<string, string>> = {
  'GET /v1/agencies/{agency}/registers': 'agency-registers',
  'GET /v1/cases/{case}/difference': 'case-difference',
  'GET /v1/cases/{case}/history': 'case-history',
  'GET /v1/cases/{case}/registers': 'case-registers',
  'GET /v1/incidents/{incident}/registers': 'incident-registers',
  'GET /v1/parties/{party}': 'party',
  'GET /v1/parties/{party}/personal-data': 'personal-data',
  'GET /v1/parties/{party}/registers': 'party-registers',
  'GET /v1/staff/{staff}/registers': 'staff-registers',
  'POST /v1/parties/searches': 'party-search',
};

type Group = keyof typeof EXPECTED;

/** Method and path of every route, by its group. */
const ROUTES: Readonly<Record<Group, string>> = {
  open: `
    GET /health
    GET /metrics
    GET /ready
  `,
  catalogue: `
    GET /v1/figures
    GET /v1/projections
    GET /v1/registers
    GET /v1/rule-packs
    GET /v1/rule-packs/{pack}
    GET /v1/rules/{rule}
    GET /v1/waterfalls
  `,
  portfolios: `
    GET /v1/portfolios
  `,
  case: `
    GET /v1/cases
    GET /v1/cases/{case}
    GET /v1/cases/{case}/as-told
    GET /v1/cases/{case}/balance
    GET /v1/cases/{case}/clocks
    GET /v1/cases/{case}/complaints
    GET /v1/cases/{case}/contacts
    GET /v1/cases/{case}/deadlines
    GET /v1/cases/{case}/delinquency
    GET /v1/cases/{case}/difference
    GET /v1/cases/{case}/disputes
    GET /v1/cases/{case}/history
    GET /v1/cases/{case}/holds
    GET /v1/cases/{case}/interest
    GET /v1/cases/{case}/itemisation
    GET /v1/cases/{case}/plans
    GET /v1/cases/{case}/promises
    GET /v1/cases/{case}/registers
    GET /v1/cases/{case}/retention
    GET /v1/cases/{case}/reversals
    GET /v1/cases/{case}/settlements
    GET /v1/cases/{case}/statement
    GET /v1/clearances
    GET /v1/complaints
    GET /v1/contacts
    GET /v1/deadlines
    GET /v1/disputes
    GET /v1/holds
    GET /v1/incidents/{incident}/registers
    GET /v1/parties/{party}
    GET /v1/parties/{party}/clearances
    GET /v1/parties/{party}/clearances/{clearance}
    GET /v1/parties/{party}/clearances/{clearance}/replay
    GET /v1/parties/{party}/registers
    GET /v1/plans
    GET /v1/promises
    GET /v1/registers/{register}
    GET /v1/settlements
    GET /v1/worklist
  `,
  people: `
    POST /v1/parties/searches
  `,
  proofs: `
    GET /v1/seal/anchors
    GET /v1/seal/anchors/{id}/checkpoint
    GET /v1/seal/anchors/{id}/token
    GET /v1/seal/checkpoint
    GET /v1/seal/keys
    GET /v1/seal/policy
    GET /v1/seal/proofs/{event}
  `,
  tiles: `
    GET /v1/seal/tile/{path}
  `,
  staff: `
    GET /v1/agencies/{agency}/registers
    GET /v1/staff/{staff}/registers
  `,
  findings: `
    GET /v1/cases/{case}/conduct
    GET /v1/cases/{case}/findings
    GET /v1/portfolios/{portfolio}/compliance/{rule}
  `,
  figures: `
    GET /v1/ageing
    GET /v1/figures/{metric}
    GET /v1/plans/adherence
    GET /v1/plans/survival
    GET /v1/portfolios/{portfolio}/compliance
    GET /v1/portfolios/{portfolio}/totals
    GET /v1/reports/collection
    GET /v1/reports/figures
    GET /v1/roll-rates
  `,
  accounts: `
    GET /v1/figures/{metric}/drill-down
    GET /v1/portfolios/{portfolio}/difference
  `,
  feed: `
    GET /v1/events
    GET /v1/events/stream
  `,
  trail: `
    GET /v1/access
  `,
  exports: `
    DELETE /v1/exports/{export}
    GET /v1/cases/{case}/audit-pack
    GET /v1/exports
    GET /v1/exports/{export}
    GET /v1/exports/{export}/file
    POST /v1/cases/{case}/audit-pack
    POST /v1/portfolios/{portfolio}/audit-packs
  `,
  records: `
    POST /v1/agencies/{agency}/placement-files
    POST /v1/agencies/{agency}/placement-files/{placementFile}/acceptances
    POST /v1/agencies/{agency}/placement-files/{placementFile}/rejections
    POST /v1/cases
    POST /v1/cases/{case}/abuse-reports
    POST /v1/cases/{case}/abuse-reports/{abuseReport}/support
    POST /v1/cases/{case}/acknowledgments
    POST /v1/cases/{case}/agency-events
    POST /v1/cases/{case}/agency-events/placement-expiries
    POST /v1/cases/{case}/agency-notices
    POST /v1/cases/{case}/assignments
    POST /v1/cases/{case}/auctions
    POST /v1/cases/{case}/auctions/{auction}/failures
    POST /v1/cases/{case}/auctions/{auction}/sales
    POST /v1/cases/{case}/bureau-objections
    POST /v1/cases/{case}/bureau-objections/{bureauObjection}/annotations
    POST /v1/cases/{case}/bureau-objections/{bureauObjection}/answers
    POST /v1/cases/{case}/bureau-reports
    POST /v1/cases/{case}/bureau-reports/{bureauReport}/corrections
    POST /v1/cases/{case}/bureau-reports/{bureauReport}/withdrawals
    POST /v1/cases/{case}/callbacks
    POST /v1/cases/{case}/callbacks/{callback}/cancellations
    POST /v1/cases/{case}/callbacks/{callback}/completions
    POST /v1/cases/{case}/case-jurisdictions
    POST /v1/cases/{case}/case-jurisdictions/{caseJurisdiction}/endings
    POST /v1/cases/{case}/charges
    POST /v1/cases/{case}/closures
    POST /v1/cases/{case}/complaint-steps
    POST /v1/cases/{case}/complaints
    POST /v1/cases/{case}/complaints/{complaint}/acknowledgements
    POST /v1/cases/{case}/complaints/{complaint}/closures
    POST /v1/cases/{case}/complaints/{complaint}/extensions
    POST /v1/cases/{case}/conduct-flags
    POST /v1/cases/{case}/conduct-flags/contents
    POST /v1/cases/{case}/contacts
    POST /v1/cases/{case}/contacts/{contact}/corrections
    POST /v1/cases/{case}/contacts/{contact}/deliveries
    POST /v1/cases/{case}/contacts/{contact}/outcomes
    POST /v1/cases/{case}/data-shares
    POST /v1/cases/{case}/debts
    POST /v1/cases/{case}/debts/{debt}/delinquency-reports
    POST /v1/cases/{case}/defences
    POST /v1/cases/{case}/defences/{defence}/answers
    POST /v1/cases/{case}/deferrals
    POST /v1/cases/{case}/delinquency-reasons
    POST /v1/cases/{case}/demands
    POST /v1/cases/{case}/disclosures
    POST /v1/cases/{case}/disclosures/credit-reporting-notices
    POST /v1/cases/{case}/disclosures/itemisations
    POST /v1/cases/{case}/disputes
    POST /v1/cases/{case}/disputes/{dispute}/steps
    POST /v1/cases/{case}/disputes/{dispute}/withdrawals
    POST /v1/cases/{case}/documents
    POST /v1/cases/{case}/educations
    POST /v1/cases/{case}/educations/signposts
    POST /v1/cases/{case}/enforcements
    POST /v1/cases/{case}/enforcements/{enforcement}/endings
    POST /v1/cases/{case}/enforcements/{enforcement}/proceeds
    POST /v1/cases/{case}/enquiries
    POST /v1/cases/{case}/enquiries/{enquiry}/answers
    POST /v1/cases/{case}/escalations
    POST /v1/cases/{case}/evidence-bundles
    POST /v1/cases/{case}/hand-overs
    POST /v1/cases/{case}/hearings
    POST /v1/cases/{case}/hearings/{hearing}/outcomes
    POST /v1/cases/{case}/interest-postings
    POST /v1/cases/{case}/interest-suspensions/{suspension}/resumptions
    POST /v1/cases/{case}/legal-actions
    POST /v1/cases/{case}/legal-actions/{action}/judgments
    POST /v1/cases/{case}/legal-actions/{action}/steps
    POST /v1/cases/{case}/legal-referrals
    POST /v1/cases/{case}/legal-referrals/{legalReferral}/assessments
    POST /v1/cases/{case}/legal-referrals/{legalReferral}/lawyers
    POST /v1/cases/{case}/limitation-suspensions
    POST /v1/cases/{case}/limitation-suspensions/{limitationSuspension}/endings
    POST /v1/cases/{case}/limitation-terms
    POST /v1/cases/{case}/messages
    POST /v1/cases/{case}/negotiations
    POST /v1/cases/{case}/notes
    POST /v1/cases/{case}/notices
    POST /v1/cases/{case}/parties
    POST /v1/cases/{case}/payments
    POST /v1/cases/{case}/payments/{payment}/reversals
    POST /v1/cases/{case}/placements
    POST /v1/cases/{case}/placements/{placement}/recalls
    POST /v1/cases/{case}/plans
    POST /v1/cases/{case}/plans/{plan}/activations
    POST /v1/cases/{case}/plans/{plan}/affordability-tests
    POST /v1/cases/{case}/plans/{plan}/agreements
    POST /v1/cases/{case}/plans/{plan}/cancellations
    POST /v1/cases/{case}/plans/{plan}/counter-offers
    POST /v1/cases/{case}/plans/{plan}/restructurings
    POST /v1/cases/{case}/preservations
    POST /v1/cases/{case}/preservations/{preservation}/endings
    POST /v1/cases/{case}/preservations/{preservation}/orders
    POST /v1/cases/{case}/preservations/{preservation}/renewals
    POST /v1/cases/{case}/preservations/{preservation}/seizures
    POST /v1/cases/{case}/promises
    POST /v1/cases/{case}/promises/{promise}/cancellations
    POST /v1/cases/{case}/promises/{promise}/renegotiations
    POST /v1/cases/{case}/provision-classes
    POST /v1/cases/{case}/reconciliations
    POST /v1/cases/{case}/reconciliations/matches
    POST /v1/cases/{case}/reconciliations/{reconciliation}/closures
    POST /v1/cases/{case}/recordings
    POST /v1/cases/{case}/recordings/visit-evidence
    POST /v1/cases/{case}/reopenings
    POST /v1/cases/{case}/risk-grades
    POST /v1/cases/{case}/scores
    POST /v1/cases/{case}/settlements
    POST /v1/cases/{case}/settlements/{settlement}/acceptances
    POST /v1/cases/{case}/settlements/{settlement}/completions
    POST /v1/cases/{case}/shared-notes
    POST /v1/cases/{case}/strategies
    POST /v1/cases/{case}/strategies/{strategy}/changes
    POST /v1/cases/{case}/strategies/{strategy}/endings
    POST /v1/cases/{case}/strategies/{strategy}/steps
    POST /v1/cases/{case}/tasks
    POST /v1/cases/{case}/tasks/{task}/cancellations
    POST /v1/cases/{case}/tasks/{task}/completions
    POST /v1/cases/{case}/tasks/{task}/reschedulings
    POST /v1/cases/{case}/visit-appointments
    POST /v1/cases/{case}/visit-appointments/{visitAppointment}/closures
    POST /v1/cases/{case}/visits
    POST /v1/cases/{case}/waiver-requests
    POST /v1/cases/{case}/waiver-requests/{waiverRequest}/closures
    POST /v1/cases/{case}/refund-requests
    POST /v1/cases/{case}/refund-requests/{refundRequest}/closures
    POST /v1/cases/{case}/charge-off-requests
    POST /v1/cases/{case}/charge-off-requests/{chargeOffRequest}/closures
    POST /v1/cases/{case}/hold-release-requests
    POST /v1/cases/{case}/hold-release-requests/{holdReleaseRequest}/closures
    POST /v1/contacts/clearances
    POST /v1/contacts/clearances/bulk
    POST /v1/incidents
    POST /v1/incidents/{incident}/freezes
    POST /v1/incidents/{incident}/freezes/{freeze}/release-requests
    POST /v1/incidents/{incident}/updates
    POST /v1/parties
    POST /v1/parties/{party}/affordability-assessments
    POST /v1/parties/{party}/bankruptcies
    POST /v1/parties/{party}/bankruptcies/{bankruptcy}/endings
    POST /v1/parties/{party}/cease-requests
    POST /v1/parties/{party}/cease-requests/{ceaseRequest}/withdrawals
    POST /v1/parties/{party}/clearances/{clearance}/releases
    POST /v1/parties/{party}/consents
    POST /v1/parties/{party}/consents/{consent}/revocations
    POST /v1/parties/{party}/contact-points
    POST /v1/parties/{party}/contact-points/{point}/invalidations
    POST /v1/parties/{party}/deaths
    POST /v1/parties/{party}/deaths/{death}/refutations
    POST /v1/parties/{party}/detail-changes
    POST /v1/parties/{party}/hardships
    POST /v1/parties/{party}/hardships/{hardship}/endings
    POST /v1/parties/{party}/incapacities
    POST /v1/parties/{party}/incapacities/{incapacity}/endings
    POST /v1/parties/{party}/jurisdictions
    POST /v1/parties/{party}/jurisdictions/{partyJurisdiction}/endings
    POST /v1/parties/{party}/lost-contacts
    POST /v1/parties/{party}/lost-contacts/{lostContact}/findings
    POST /v1/parties/{party}/moratoria
    POST /v1/parties/{party}/moratoria/{moratorium}/endings
    POST /v1/parties/{party}/number-checks
    POST /v1/parties/{party}/opt-outs
    POST /v1/parties/{party}/opt-outs/{optOut}/withdrawals
    POST /v1/parties/{party}/preferences
    POST /v1/parties/{party}/preferences/{preference}/endings
    POST /v1/parties/{party}/prohibitions
    POST /v1/parties/{party}/prohibitions/third-person-refusals
    POST /v1/parties/{party}/prohibitions/{prohibition}/endings
    POST /v1/parties/{party}/representations
    POST /v1/parties/{party}/representations/{representation}/consents
    POST /v1/parties/{party}/representations/{representation}/endings
    POST /v1/parties/{party}/representations/{representation}/unresponsive
    POST /v1/parties/{party}/vulnerabilities
    POST /v1/parties/{party}/vulnerabilities/{vulnerability}/clearings
    POST /v1/parties/{party}/willingness-assessments
    POST /v1/parties/{party}/zones
    POST /v1/parties/{party}/zones/{partyZone}/endings
    POST /v1/portfolios/{portfolio}/strategy-outcomes
    POST /v1/staff/{staff}/attestations
  `,
  money: `
    POST /v1/cases/{case}/interest-suspensions
    POST /v1/cases/{case}/adjustments
    POST /v1/cases/{case}/debt-sales
    POST /v1/cases/{case}/debts/{debt}/charge-offs
    POST /v1/cases/{case}/interest-terms
    POST /v1/cases/{case}/rate-concessions
    POST /v1/cases/{case}/re-ageings
    POST /v1/cases/{case}/refunds
    POST /v1/cases/{case}/waivers
  `,
  approves: `
    POST /v1/cases/{case}/complaints/{complaint}/decisions
    POST /v1/cases/{case}/disputes/{dispute}/resolutions
    POST /v1/cases/{case}/escalations/{escalation}/reviews
    POST /v1/cases/{case}/waiver-requests/{waiverRequest}/approvals
    POST /v1/cases/{case}/waiver-requests/{waiverRequest}/refusals
    POST /v1/cases/{case}/charge-off-requests/{chargeOffRequest}/approvals
    POST /v1/cases/{case}/refund-requests/{refundRequest}/approvals
    POST /v1/cases/{case}/refund-requests/{refundRequest}/refusals
    POST /v1/incidents/{incident}/freezes/{freeze}/releases
    POST /v1/cases/{case}/charge-off-requests/{chargeOffRequest}/refusals
    POST /v1/cases/{case}/hold-release-requests/{holdReleaseRequest}/approvals
    POST /v1/cases/{case}/hold-release-requests/{holdReleaseRequest}/refusals
  `,
  oversees: `
    POST /v1/cases/{case}/compliance-exceptions
    POST /v1/cases/{case}/compliance-exceptions/{complianceException}/revocations
    POST /v1/cases/{case}/conduct-investigations
    POST /v1/cases/{case}/conduct-investigations/{investigation}/closures
    POST /v1/cases/{case}/conduct-investigations/{investigation}/findings
    POST /v1/incidents/{incident}/breach-reports
    POST /v1/incidents/{incident}/closures
    POST /v1/incidents/{incident}/regulator-notices
  `,
  privacy: `
    GET /v1/parties/{party}/personal-data
    POST /v1/cases/{case}/case-legal-holds
    POST /v1/cases/{case}/case-legal-holds/{caseLegalHold}/release-requests
    POST /v1/cases/{case}/case-legal-holds/{caseLegalHold}/releases
    POST /v1/parties/{party}/erasures
    POST /v1/parties/{party}/erasures/{erasure}/approvals
    POST /v1/parties/{party}/erasures/{erasure}/refusals
    POST /v1/parties/{party}/legal-holds
    POST /v1/parties/{party}/legal-holds/{legalHold}/release-requests
    POST /v1/parties/{party}/legal-holds/{legalHold}/releases
    POST /v1/parties/{party}/restrictions
    POST /v1/parties/{party}/restrictions/{restriction}/liftings
  `,
  manages: `
    POST /v1/agencies
    POST /v1/agencies/{agency}/endings
    POST /v1/agencies/{agency}/evaluations
    POST /v1/agencies/{agency}/placement-terms
    POST /v1/agencies/{agency}/reinstatements
    POST /v1/agencies/{agency}/suspensions
    POST /v1/portfolios
    POST /v1/portfolios/{portfolio}/portfolio-targets
    POST /v1/portfolios/{portfolio}/portfolio-targets/{portfolioTarget}/measurements
    POST /v1/portfolios/{portfolio}/reports-published
    POST /v1/staff
    POST /v1/staff/{staff}/endings
    POST /v1/staff/{staff}/incentives
    POST /v1/staff/{staff}/moves
    POST /v1/staff/{staff}/quality-reviews
    POST /v1/staff/{staff}/targets
    POST /v1/staff/{staff}/targets/{target}/measurements
    POST /v1/staff/{staff}/trainings
    POST /v1/staff/{staff}/trainings/{training}/lapses
  `,
  operates: `
    GET /v1/seal/key-rotations
    POST /v1/seal/key-rotations
    POST /v1/seal/key-rotations/{id}/approvals
    GET /v1/keys
    POST /v1/keys
    POST /v1/keys/{id}/revocations
    POST /v1/keys/{id}/rotations
    POST /v1/keys/{id}/rotations/approvals
    POST /v1/projections/{name}/rebuilds
    POST /v1/rule-packs/activations
    POST /v1/rule-packs/{pack}/deactivations
    GET /v1/seal/key-rotations
    POST /v1/seal/key-rotations
    POST /v1/seal/key-rotations/{id}/approvals
  `,
};

export const TABLE: ReadonlyMap<string, Group> = new Map(
  Object.entries(ROUTES).flatMap(([group, text]) =>
    text
      .trim()
      .split('\n')
      .map((line) => [line.trim(), group as Group] as const),
  ),
);

export function letsIn(group: Group, role: Role): boolean {
  return EXPECTED[group].roles.split(' ').includes(role);
}
