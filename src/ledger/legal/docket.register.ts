/** The legal docket beside suit and judgment: evidence, counsel, preservation, seizure, auction, enforcement (duties D29, D31 to D36). */
import { amount, code, codes, date, digest, line, opt, part, words, yes } from '../register/field.js';
import { ends, notes, opens, register, steps } from '../register/register.js';

export const evidenceBundles = register({
  stream: 'case',
  entry: 'evidenceBundle',
  path: 'evidence-bundles',
  asks: 'Which evidence was put together, and what is its digest?',
  deeds: {
    AssembleEvidenceBundle: notes('EvidenceBundleAssembled', 'Records a bundle of evidence by its digest.', {
      title: line('statements and letters 2024 to 2026'),
      sha256: digest(),
      items: opt(codes('statement-2026-01', 'letter-7')),
      action: opt(part('action')),
    }),
  },
});

export const legalReferrals = register({
  stream: 'case',
  entry: 'legalReferral',
  path: 'legal-referrals',
  asks: 'Which cases wait in the legal queue, and how were they assessed?',
  deeds: {
    ReferToLegal: opens('LegalReferralMade', 'Hands the case to the legal department.', {
      department: opt(code('legal-north')),
      reason: line('no payment in 180 days'),
      due: opt(date('2026-05-01')),
      evidenceBundle: opt(part('evidenceBundle')),
    }),
    AppointLawyer: steps(
      'LawyerAppointed',
      'Appoints a lawyer.',
      { lawyer: code('law-firm-12'), mandate: opt(line('payment order')) },
      { at: 'lawyers' },
    ),
    RecordLegalAssessment: ends(
      'LegalAssessmentRecorded',
      'Records the legal assessment before any suit.',
      { result: code('SUE'), prospects: opt(code('GOOD')), text: opt(words('Contract and statements are complete.')) },
      { at: 'assessments' },
    ),
  },
});

export const preservations = register({
  stream: 'case',
  entry: 'preservation',
  path: 'preservations',
  asks: 'Which assets are preserved or seized, and until when?',
  deeds: {
    ApplyForPreservation: opens('PreservationRequested', 'Applies to the court for preservation of assets.', {
      action: opt(part('action')),
      asset: line('bank account, 20,000'),
      amount: opt(amount(2_000_000)),
    }),
    RecordPreservationOrder: steps(
      'PreservationOrdered',
      'Records the order, and until when it holds.',
      { court: opt(line('District Court')), due: date('2027-03-10'), order: opt(code('2026-PRES-81')) },
      { at: 'orders' },
    ),
    RecordSeizure: steps(
      'AssetSeized',
      'Records that an asset was seized, and until when.',
      { asset: line('car'), due: opt(date('2028-03-10')) },
      { at: 'seizures' },
    ),
    RenewSeizure: steps(
      'SeizureRenewed',
      'Renews a preservation or seizure.',
      { due: date('2029-03-10') },
      { at: 'renewals' },
    ),
    ReleasePreservation: ends(
      'PreservationLapsed',
      'Records that a preservation or seizure is over.',
      { reason: line('not renewed') },
      { at: 'endings' },
    ),
  },
});

export const auctions = register({
  stream: 'case',
  entry: 'auction',
  path: 'auctions',
  asks: 'Which assets go to auction, when, and what did they bring?',
  deeds: {
    ScheduleAuction: opens('AuctionScheduled', 'Records that an asset will be sold by auction.', {
      asset: line('flat in Via Roma 12'),
      due: date('2026-09-01'),
      reserve: opt(amount(8_000_000)),
      preservation: opt(part('preservation')),
    }),
    RecordFailedAuction: steps(
      'AuctionFailed',
      'Records that nobody bid enough.',
      { round: opt(code('1')), due: opt(date('2026-10-01')) },
      { at: 'failures' },
    ),
    RecordAuction: ends(
      'AuctionHeld',
      'Records the sale. Its proceeds are a payment of their own.',
      { hammerPrice: amount(7_600_000) },
      { at: 'sales' },
    ),
  },
});

export const enforcements = register({
  stream: 'case',
  entry: 'enforcement',
  path: 'enforcements',
  asks: 'Which judgments are being enforced, and what came of it?',
  deeds: {
    ApplyForEnforcement: opens('EnforcementApplied', 'Applies for enforcement of a judgment.', {
      action: opt(part('action')),
      court: opt(line('District Court')),
      docket: opt(code('2026-ENF-311')),
      due: opt(date('2028-03-10')),
    }),
    RecordEnforcementProceeds: steps(
      'EnforcementProceedsReceived',
      'Links the payment that enforcement brought; the money itself is recorded as a payment.',
      { payment: part('payment'), source: opt(code('wage-garnishment')) },
      { at: 'proceeds' },
    ),
    EndEnforcement: ends(
      'EnforcementEnded',
      'Records how enforcement ended.',
      { outcome: code('NO_ASSETS'), final: opt(yes(true)) },
      { at: 'endings' },
    ),
  },
});

export const defences = register({
  stream: 'case',
  entry: 'defence',
  path: 'defences',
  asks: 'Which defences did debtors raise, and what became of them?',
  deeds: {
    RecordDefence: opens('DefenceRaised', 'Records a defence that the debtor raises.', {
      kind: code('LIMITATION'),
      action: opt(part('action')),
      text: opt(words('Last payment was in 2021.')),
    }),
    AnswerDefence: ends(
      'DefenceAnswered',
      'Records what became of a defence.',
      { outcome: code('REJECTED'), text: opt(words('He acknowledged the debt in 2024.')) },
      { at: 'answers' },
    ),
  },
});

export const hearings = register({
  stream: 'case',
  entry: 'hearing',
  path: 'hearings',
  asks: 'Which hearings and court deadlines are coming?',
  deeds: {
    ScheduleHearing: opens('HearingScheduled', 'Records a hearing or a court deadline.', {
      action: opt(part('action')),
      kind: code('oral-hearing'),
      due: date('2026-06-18'),
      court: opt(line('District Court')),
    }),
    RecordHearing: ends(
      'HearingHeld',
      'Records that it was held or met.',
      { outcome: code('ADJOURNED'), text: opt(words('Debtor did not appear.')) },
      { at: 'outcomes' },
    ),
  },
});

export const docketRegisters = [
  evidenceBundles,
  legalReferrals,
  preservations,
  auctions,
  enforcements,
  defences,
  hearings,
] as const;
