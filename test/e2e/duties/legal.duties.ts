/** Legal steps and agencies (duties D29, D31 to D36, D56 to D58). */
import { act, ask, deeds, duty, history, listed, onCase, row, type Duty } from './duty.js';

const SUIT = act('cases/{case}/legal-actions', { kind: 'payment order', court: 'District Court' }, 'action');

export const legalDuties: readonly Duty[] = [
  duty('D29', 'Defences raised by debtors', deeds('RecordDefence', 'AnswerDefence'), [
    listed('defences', 'defence', { stage: 'ENDED' }),
  ]),
  duty(
    'D31',
    'Prepare documents and evidence for court',
    deeds('FileDocument', 'AssembleEvidenceBundle', ['ReferToLegal', { evidenceBundle: '{evidenceBundle}' }]),
    [
      listed('documents', 'document'),
      listed('evidence-bundles', 'evidenceBundle'),
      listed('legal-referrals', 'legalReferral', { stage: 'OPEN' }),
    ],
  ),
  duty(
    'D32',
    'Legal pre-assessment',
    deeds(
      'ReferToLegal',
      'AcknowledgeDebt',
      'RecordDemand',
      ['RecordLimitationTerms', { debt: '{debt}' }],
      'RecordLegalAssessment',
    ),
    [
      listed('legal-referrals', 'legalReferral', { stage: 'ENDED', last: 'LegalAssessmentRecorded' }),
      onCase('acknowledgments', { last: 'DebtAcknowledged' }),
      onCase('demands', { last: 'DemandRecorded' }),
      onCase('limitation-terms', { last: 'LimitationTermsRecorded' }),
    ],
  ),
  duty(
    'D33',
    'Start legal pursuit',
    [...deeds('ReferToLegal', 'AppointLawyer'), SUIT],
    [listed('legal-referrals', 'legalReferral', { last: 'LawyerAppointed' }), history('LegalActionFiled')],
  ),
  duty(
    'D34',
    'Suit, seizure, auction',
    [
      SUIT,
      act('cases/{case}/legal-actions/{action}/steps', { step: 'HEARING', result: 'HELD' }),
      ...deeds('ScheduleHearing', 'RecordHearing', 'ScheduleAuction', 'RecordFailedAuction', 'RecordAuction'),
    ],
    [listed('auctions', 'auction', { stage: 'ENDED' }), listed('hearings', 'hearing'), history('CourtStepRecorded')],
  ),
  duty(
    'D35',
    'Preservation and seizure',
    deeds('ApplyForPreservation', 'RecordPreservationOrder', 'RecordSeizure', 'RenewSeizure', 'ReleasePreservation'),
    [listed('preservations', 'preservation', { stage: 'ENDED', due: '2029-03-10' })],
  ),
  duty(
    'D36',
    'Enforcement',
    [
      SUIT,
      act('cases/{case}/legal-actions/{action}/judgments', { outcome: 'FOR_CREDITOR', amount: 10_000 }),
      ...deeds('ApplyForEnforcement'),
      act('cases/{case}/payments', { currency: 'EUR', amount: 3_000, method: 'enforcement' }, 'payment'),
      ...deeds(['RecordEnforcementProceeds', { payment: '{payment}' }], 'EndEnforcement'),
    ],
    [
      listed('enforcements', 'enforcement', { stage: 'ENDED' }),
      ask('cases/{case}/balance', { net: 7_000 }),
      history('JudgmentEntered'),
    ],
  ),
  duty(
    'D56',
    'Collection by mandate of a bank (agency)',
    [
      ...deeds('OnboardAgency', 'AgreePlacementTerms'),
      act('cases/{case}/placements', { agency: 'agency-07', batch: 'B-1' }, 'placement'),
      ...deeds(['NotifyOfAgency', { placement: '{placement}' }]),
      ...deeds(['IngestAgencyEvent', { placement: '{placement}' }], ['ExpirePlacement', { placement: '{placement}' }]),
      act('cases/{case}/placements/{placement}/recalls', { reason: 'end of the mandate' }),
    ],
    [
      listed('agency-notices', 'agencyNotice'),
      listed('agency-events', 'agencyEvent'),
      ask('agencies/{agency}/registers', row('entries', { register: 'placementTerm' })),
      history('AccountRecalled'),
    ],
  ),
  duty(
    'D57',
    'Data supplied by the bank',
    deeds('OnboardAgency', 'IngestPlacementFile', 'AcceptPlacementFile', 'IngestPlacementFile', 'RejectPlacementFile'),
    [listed('placement-files', 'placementFile', { stage: 'ENDED', last: 'PlacementFileRejected' })],
  ),
  duty('D58', 'Third-party agencies', deeds('OnboardAgency', 'EvaluateAgency', 'SuspendAgency', 'ReinstateAgency'), [
    listed('agencies', 'agency', { last: 'AgencyReinstated' }),
  ]),
];
