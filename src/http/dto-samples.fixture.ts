/**
 * For tests: one valid body of each command's DTO, with every field that it can have. A field that a sample lacks is
 * found by `dto.spec.ts`.
 */
import type * as cases from '../ledger/case/case.decide.js';
import * as case_ from '../ledger/case/case.dto.js';
import type * as complaints from '../ledger/complaint/complaint.decide.js';
import * as complaint from '../ledger/complaint/complaint.dto.js';
import type * as contacts from '../ledger/contact/contact.decide.js';
import * as contact from '../ledger/contact/contact.dto.js';
import type * as disputes from '../ledger/dispute/dispute.decide.js';
import * as dispute from '../ledger/dispute/dispute.dto.js';
import type * as legals from '../ledger/legal/legal.decide.js';
import * as legal from '../ledger/legal/legal.dto.js';
import type * as parties from '../ledger/party/party.decide.js';
import * as party from '../ledger/party/party.dto.js';
import type * as placements from '../ledger/placement/placement.decide.js';
import * as placement from '../ledger/placement/placement.dto.js';
import type * as portfolios from '../ledger/portfolio/portfolio.decide.js';
import * as portfolio from '../ledger/portfolio/portfolio.dto.js';
import { MONEY_SAMPLES } from './money-samples.fixture.js';
import { PLAN_SAMPLES } from './plan-samples.fixture.js';
import { COMMON, DEBT, of, PARTY, REQUEST, WORDS, type Sample } from './sample.fixture.js';

const WHOM = {
  ...COMMON,
  direction: 'OUTBOUND' as const,
  purpose: 'COLLECTION',
  reason: 'REQUESTED',
  party: PARTY,
  role: 'DEBTOR',
  point: '9f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d13',
  debts: [DEBT],
  staff: 'staff-042',
  agency: 'agency-07',
  clearance: 'b7e1c2d4-5b1e-8c55-9d0e-6a3f5b7c9d13',
};
const PEOPLE: readonly Sample[] = [
  of<portfolios.CreatePortfolio>()(portfolio.CreatePortfolioDto, {
    ...COMMON,
    name: 'lakeside-cards',
    title: 'Lakeside Bank: credit cards 2026',
    creditor: 'Lakeside Bank',
    zone: 'Europe/Rome',
    currency: 'EUR',
    jurisdictions: ['IT'],
    capacity: 'AGENCY',
    creditorKind: 'BANK',
    product: 'credit-card',
    waterfall: 'standard@1',
    interest: 'standard@1',
    buckets: 'us@1',
    promiseGraceDays: 3,
    promiseToleranceBps: 1000,
  }),
  of<parties.RegisterParty>()(party.RegisterPartyDto, {
    ...WORDS,
    portfolio: 'lakeside-cards',
    kind: 'PERSON',
    ref: 'CUST-88213',
    language: 'it-IT',
    name: 'Chiara Bianchi',
    birthDate: '1984-07-21',
    idNumber: 'BNCCHR84L61D612X',
    address: 'Via Roma 12, 50123 Firenze',
  }),
  of<parties.AddContactPoint>()(party.AddContactPointDto, {
    ...WORDS,
    medium: 'phone',
    value: '+39 055 1234567',
    basis: 'CONSENT',
    label: 'work',
    place: 'WORK',
    reserved: true,
  }),
  of<parties.InvalidateContactPoint, 'point'>()(party.InvalidateContactPointDto, { ...COMMON, reason: 'wrong number' }),
];

const FRAME: readonly Sample[] = [
  of<cases.OpenCase>()(case_.OpenCaseDto, {
    ...COMMON,
    portfolio: 'lakeside-cards',
    ref: 'ACC-2026-00117',
    product: 'credit-card',
    currency: 'EUR',
  }),
  of<cases.AssignCase>()(case_.AssignCaseDto, { ...COMMON, assignee: 'staff-042', team: 'early-arrears' }),
  of<cases.AddNote>()(case_.AddNoteDto, { ...WORDS, text: 'Debtor asks for a statement.', topic: 'correspondence' }),
  of<cases.CloseCase>()(case_.CloseCaseDto, { ...COMMON, reason: 'RECALLED', detail: 'recalled with batch 12' }),
  of<cases.ReopenCase>()(case_.ReopenCaseDto, { ...COMMON, reason: 'cheque returned unpaid' }),
  of<cases.LinkParty>()(case_.LinkPartyDto, { ...COMMON, party: PARTY, role: 'DEBTOR' }),
];

const CONTACTS: readonly Sample[] = [
  of<contacts.RecordContact>()(contact.RecordContactDto, {
    ...WORDS,
    ...WHOM,
    channel: 'phone',
    mode: 'MANUAL',
    connected: true,
    cause: 'NO_ANSWER',
    rightParty: 'BIRTH_DATE',
    conversation: {
      startedAt: '2026-03-10T14:05:10+01:00',
      endedAt: '2026-03-10T14:09:42+01:00',
      effective: true,
    },
    voicemail: 'LIMITED_CONTENT',
    outcome: 'PROMISED',
    feedback: 'Will pay when the salary comes.',
  }),
  of<contacts.RecordMessage>()(contact.RecordMessageDto, {
    ...WORDS,
    ...WHOM,
    channel: 'sms',
    template: 'reminder@3',
    optOut: true,
    reply: false,
    text: 'Please call us back about your account.',
  }),
  of<contacts.IssueNotice>()(contact.IssueNoticeDto, {
    ...WHOM,
    notice: 'reminder',
    template: 'reminder-letter@2',
    itemizationDate: '2026-02-28',
    discloses: ['ITEMIZATION', 'DISPUTE_RIGHT'],
  }),
  of<contacts.RecordVisit>()(contact.RecordVisitDto, {
    ...WORDS,
    ...WHOM,
    visitors: ['staff-042', 'staff-051'],
    idShown: true,
    entryConsent: false,
    outcome: 'NOBODY_HOME',
    feedback: 'Asks to be called in the evening.',
  }),
  of<contacts.RecordDelivery, 'contact'>()(contact.RecordDeliveryDto, {
    ...COMMON,
    delivered: false,
    method: 'REGISTERED_MAIL',
    cause: 'ADDRESS_UNKNOWN',
  }),
  of<contacts.RecordContactOutcome, 'contact'>()(contact.RecordContactOutcomeDto, {
    ...WORDS,
    outcome: 'PROMISED',
    feedback: 'Will pay when the salary comes.',
  }),
  of<contacts.CorrectContact, 'contact'>()(contact.CorrectContactDto, {
    ...WORDS,
    reason: 'logged on the wrong line',
    changes: { outcome: 'REFUSED' },
    text: 'She refused; nothing was promised.',
  }),
];

const STEPS: readonly Sample[] = [
  of<complaints.LogComplaint>()(complaint.LogComplaintDto, {
    ...WORDS,
    text: 'I was called four times in one day.',
    channel: 'email',
    topic: 'frequency of calls',
    dueDate: '2026-04-07',
    externalRef: 'CFPB-260310-118',
    about: ['staff-042'],
    handler: 'staff-077',
  }),
  of<complaints.AcknowledgeComplaint, 'complaint'>()(complaint.AcknowledgeComplaintDto, {
    ...COMMON,
    responseBy: '2026-05-05',
  }),
  of<complaints.ExtendComplaint, 'complaint'>()(complaint.ExtendComplaintDto, {
    ...COMMON,
    dueDate: '2026-05-05',
    reason: 'waiting for the recording',
    level: 'COMPLEX',
    approvedBy: 'supervisor-3',
    notifiedAt: '2026-04-02T09:00:00+02:00',
  }),
  of<complaints.DecideComplaint, 'complaint'>()(complaint.DecideComplaintDto, {
    ...WORDS,
    outcome: 'UPHELD',
    text: 'The calls broke our own rule; we apologise.',
    redress: 5000,
    discloses: ['OMBUDSMAN_RIGHT', 'SIX_MONTHS'],
  }),
  of<complaints.CloseComplaint, 'complaint'>()(complaint.CloseComplaintDto, { ...COMMON, reason: 'satisfied' }),
  of<disputes.RaiseDispute>()(dispute.RaiseDisputeDto, {
    ...WORDS,
    ground: 'AMOUNT',
    debts: [DEBT],
    amount: 12500,
    inWriting: true,
    text: 'I returned the goods in January.',
    hold: true,
    step: 'Appeal to the prefecture',
    result: 'accepted',
  }),
  of<disputes.RecordDisputeStep, 'dispute'>()(dispute.RecordDisputeStepDto, {
    ...COMMON,
    step: 'Appeal to the judge',
    result: 'hearing on 2026-06-02',
  }),
  of<disputes.ResolveDispute, 'dispute'>()(dispute.ResolveDisputeDto, {
    ...COMMON,
    outcome: 'debt validated',
    holdReleaseRequest: REQUEST,
  }),
  of<disputes.WithdrawDispute, 'dispute'>()(dispute.WithdrawDisputeDto, { ...COMMON, holdReleaseRequest: REQUEST }),
  of<legals.FileLegalAction>()(legal.FileLegalActionDto, {
    ...COMMON,
    kind: 'payment-order',
    court: 'Tribunale di Firenze',
    docket: '(2026) R.G. 1182',
    debts: [DEBT],
  }),
  of<legals.RecordCourtStep, 'action'>()(legal.RecordCourtStepDto, {
    ...COMMON,
    step: 'hearing',
    result: 'adjourned to 2026-06-02',
  }),
  of<legals.EnterJudgment, 'action'>()(legal.EnterJudgmentDto, {
    ...COMMON,
    outcome: 'claim allowed',
    amount: 125000,
    performanceDeadline: '2026-07-01',
  }),
  of<placements.PlaceAccount>()(placement.PlaceAccountDto, {
    ...COMMON,
    agency: 'agency-07',
    debts: [DEBT],
    batch: 'batch-2026-03',
  }),
  of<placements.RecallAccount, 'placement'>()(placement.RecallAccountDto, { ...COMMON, reason: 'end of the mandate' }),
];

export const SAMPLES: readonly Sample[] = [
  ...PEOPLE,
  ...FRAME,
  ...MONEY_SAMPLES,
  ...PLAN_SAMPLES,
  ...CONTACTS,
  ...STEPS,
];
