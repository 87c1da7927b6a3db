/** Test support: a sample of every fact type of the ledger. A new type does not compile until it has one here. */
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { sealedFields } from '../../../src/ledger/register/register.js';
import { payloadsOf } from '../../../src/ledger/register/sample.js';
import { REGISTERS, type RegisterFact } from '../../../src/ledger/registers.js';

type RegisterSamples = { readonly [T in RegisterFact['type']]: Extract<RegisterFact, { readonly type: T }>['data'] };
import { PLAN_SAMPLES } from './plan-samples.fixture.js';

type Samples = {
  readonly [T in LedgerFact['type']]: Extract<LedgerFact, { readonly type: T }>['data'];
};

/** A UUID whose first eight digits are given. */
export function uuid(head: string): string {
  return `${head}-6b1d-8c3e-9f20-7a5d4c3b2e1f`;
}

const [debt, payment, contact, promise] = ['d0000001', '9a000001', 'c0000001', 'b0000001'].map(uuid) as [
  string,
  string,
  string,
  string,
];
const [dispute, complaint, action, placement] = ['d1500001', 'c0a00001', 'ac000001', 'b1000001'].map(uuid) as [
  string,
  string,
  string,
  string,
];
const portfolio = `portfolio-${uuid('f0000001')}`;
const party = `party-${uuid('a0000001')}`;

const call = {
  contact,
  channel: 'phone',
  direction: 'OUTBOUND',
  purpose: 'REMINDER',
  party,
  role: 'DEBTOR',
  point: uuid('e0000001'),
  debts: [debt],
  staff: 'collector-7',
  clearance: uuid('c1ea0001'),
} as const;
const terms = {
  promise,
  debts: [debt],
  amount: 123456,
  currency: 'EUR',
  dueDate: '2026-03-10',
  graceDays: 3,
  toleranceBps: 1000,
  policy: 'standard@1',
  channel: 'phone',
  contact,
  promisedBy: 'DEBTOR',
} as const;
const notice = { promise, ordinal: 1, paid: 120000, ratioBps: 9720, qualifying: [payment] } as const;

const asked = {
  clearance: uuid('c1ea0001'),
  purpose: 'COLLECTION',
  role: 'DEBTOR',
  point: uuid('e0000001'),
  channel: 'phone' as const,
  plannedAt: '2026-03-10T17:00:00.000Z',
  cases: [`case-${uuid('ca5e0001')}`],
  debts: [debt],
  mode: 'MANUAL',
  staff: 'collector-7',
  agency: 'Agenzia-3',
  reason: 'REQUESTED',
  askedAt: '2026-03-10T16:59:58.000Z',
};
const judgement = {
  packs: [{ pack: 'us@1', digest: 'cd'.repeat(32) }],
  tz: '2025c',
  calendars: {},
  zones: ['Europe/Rome'],
  read: { [`case-${uuid('ca5e0001')}`]: 7 },
  verdicts: [
    { rule: 'US-F-1@1', pack: 'us@1', outcome: 'ALLOWED', counters: { calls_placed: 3, max: 7, window_days: 7 } },
    { rule: 'US-F-9@1', pack: 'us@1', outcome: 'NOT_EVALUATED', reason: 'role-not-known', inputs: [uuid('e7e00003')] },
  ],
  held: [],
};
const blockedBy = {
  ...judgement,
  verdicts: [
    {
      rule: 'US-F-3@1',
      pack: 'us@1',
      outcome: 'PROHIBITED',
      effect: 'BLOCKS' as const,
      reason: 'outside-hours',
      inputs: [uuid('e7e00001')],
      next: '2026-03-11T07:00:00.000Z',
    },
    {
      rule: 'US-F-1@1',
      pack: 'us@1',
      outcome: 'PRESUMED_VIOLATION',
      effect: 'BLOCKS' as const,
      reason: 'too-many-calls-placed',
      counters: { calls_placed: 8, max: 7 },
      debts: [debt],
    },
    {
      rule: 'CO-1@1',
      pack: 'us@1',
      outcome: 'ADVISORY',
      effect: 'WARNS' as const,
      reason: 'plan-stands',
      flags: ['zone-guessed'],
    },
  ],
  held: [
    {
      case: `case-${uuid('ca5e0001')}`,
      source: 'dispute',
      debts: [debt],
      amount: 35_000,
      from: '2026-03-01',
      to: '2026-04-01',
      event: uuid('e7e00002'),
    },
  ],
};

const MISSED_DEADLINE = {
  ordinal: 1,
  rule: 'UK-DISP-2@1',
  pack: 'uk@1',
  subject: complaint,
  reason: 'final-response',
  due: '2026-03-02',
  setBy: uuid('e0000001'),
} as const;

export const SAMPLES: Samples = {
  SubjectKeyDestroyed: {
    erasure: uuid('e7a50001'),
    keyIds: ['Zm9vYmFyYmF6cXV4'],
    basis: 'PURPOSE_ENDED',
    holdCheck: { asOf: '2033-03-11', read: { [`case-${uuid('ca5e0001')}`]: 41 } },
  },
  ...(payloadsOf(REGISTERS) as unknown as RegisterSamples),
  DeadlineMissed: MISSED_DEADLINE,
  DeadlineMissRevised: { ...MISSED_DEADLINE, ordinal: 2, from: 'MISSED', to: 'MET' },
  DelinquencyBucketChanged: { ordinal: 2, table: 'china@1', from: 'M3', to: 'M1', daysPastDue: 12, overdue: 40000 },
  AccountRolled: { ordinal: 1, table: 'china@1', from: 'M0', to: 'M1', daysPastDue: 1, overdue: 100000 },
  AccountCured: { ordinal: 3, table: 'china@1', from: 'M1', overdue: 0 },
  DelinquencyBucketRevised: { ordinal: 4, table: 'china@1', to: 'M1', withdrawn: [3] },
  CaseOpened: { portfolio, ref: 'A1', product: 'credit-card', currency: 'EUR' },
  CaseAssigned: { assignee: 'collector-7', team: 'North' },
  CaseNoteAdded: { note: uuid('0e000001'), topic: 'SERVICE' },
  CaseClosed: { reason: 'SETTLED', detail: 'paid in full at the desk' },
  CaseReopened: { reason: 'COURT' },
  RecordCorrected: { action: 'WITHDRAWN', of: 'PaymentReceived', reason: 'row-gone' },
  PartyLinked: { party, role: 'DEBTOR' },
  DebtRegistered: {
    debt,
    ref: 'ACC-17',
    creditor: 'Comune di Prova',
    product: 'fine',
    currency: 'EUR',
    balances: { principal: 100000, fee: 1350 },
    dueDate: '2026-01-31',
    itemizationDate: '2026-01-01',
    chargeOffOn: '2026-06-30',
    security: 50000,
    annualRate: '29.99',
    minimumPayment: 2500,
  },
  ChargedOff: { debt, amount: 100000, reason: 'UNCOLLECTIBLE', chargeOffRequest: uuid('3c000001') },
  DelinquencyReported: { debt, asOf: '2026-02-28', monthsPastDue: 2, statedBy: 'host-system' },
  ChargeAssessed: {
    debt,
    charge: uuid('ca000001'),
    component: 'penalty',
    amount: 3500,
    dueDate: '2026-02-28',
    legalBasis: 'art. 203',
  },
  BalanceAdjusted: {
    adjustment: uuid('ad000001'),
    debt,
    component: 'fee',
    delta: -1350,
    waiverRequest: uuid('3b000001'),
    reason: 'CORRECTION',
    evidence: 'letter-12',
    lines: [{ debt, component: 'fee', amount: 1000 }],
    waterfall: 'standard@1',
  },
  WaiverApplied: {
    waiver: uuid('3a000001'),
    debt,
    component: 'interest',
    amount: 5000,
    authority: 'supervisor-2',
    reason: 'HARDSHIP',
    waiverRequest: uuid('3b000001'),
    lines: [{ debt, component: 'interest', amount: 5000 }],
    waterfall: 'standard@1',
  },
  InterestTermsSet: {
    terms: uuid('1e000001'),
    debt,
    rate: '0.05',
    period: 'day',
    dayCount: 'ACT/365F',
    capitaliseOn: 20,
    base: ['principal'],
    component: 'interest',
    rounding: 'HALF_UP',
    from: '2026-02-01',
    to: '2026-08-01',
    policy: 'cn-card@1',
    waiverRequest: uuid('3b000001'),
  },
  InterestAccrued: {
    debt,
    component: 'interest',
    from: '2026-02-01',
    to: '2026-03-01',
    amount: 1400,
    remainder: '13/200',
    trigger: 'MONTH_END',
  },
  InterestAccrualAdjusted: {
    lines: [{ debt, component: 'interest', to: '2026-03-01', delta: -250, eff: '2026-02-28' }],
  },
  InterestSuspended: {
    suspension: uuid('5e000001'),
    debts: [debt],
    from: '2026-03-01',
    to: '2026-04-30',
    reason: 'MORATORIUM',
    waiverRequest: uuid('3b000001'),
  },
  InterestResumed: { suspension: uuid('5e000001'), on: '2026-04-15' },
  InterestRateConcessionGranted: {
    concession: uuid('c0000001'),
    debt,
    component: 'interest',
    rate: '0.02',
    period: 'day',
    from: '2026-05-01',
    to: '2026-07-01',
    authority: 'supervisor-2',
    reason: 'HARDSHIP',
    waiverRequest: uuid('3b000001'),
  },
  PaymentReceived: {
    payment,
    amount: 123456,
    currency: 'EUR',
    method: 'BANK_TRANSFER',
    payerRole: 'GUARANTOR',
    directedTo: [debt],
    externalRef: 'TX-9',
  },
  PaymentAllocated: {
    payment,
    version: 1,
    waterfall: 'standard@1',
    lines: [
      { debt, component: 'fee', amount: 1350 },
      { debt, component: 'principal', amount: 100000 },
    ],
    held: 22106,
  },
  PaymentUnallocatedHeld: { payment, waterfall: 'standard@1', amount: 22106 },
  PaymentsReallocated: {
    changes: [
      {
        credit: payment,
        version: 2,
        lines: [
          { debt, component: 'principal', amount: -1350, eff: '2026-02-01' },
          { debt, component: 'penalty', amount: 1350 },
        ],
      },
      { credit: uuid('9a000002'), version: 3, lines: [{ debt, component: 'principal', amount: 500 }] },
    ],
  },
  PaymentReversed: {
    reversal: uuid('8e000001'),
    payment,
    amount: 123456,
    reason: 'NSF',
    basis: 'ORIGINAL_DATE',
    paidOn: '2026-02-03',
    lines: [
      { debt, component: 'principal', amount: 100000 },
      { debt: 'case', component: 'refund-recoverable', amount: 23456, eff: '2026-02-05' },
    ],
    waiverRequest: uuid('3b000001'),
  },
  RefundPaid: {
    refund: uuid('8f000001'),
    amount: 22106,
    from: [{ credit: payment, amount: 22106 }],
    method: 'BANK_TRANSFER',
    refundRequest: uuid('3e000001'),
  },
  ContactAttempted: { ...call, mode: 'MANUAL', reason: 'REQUESTED', agency: 'Agenzia-3' },
  ContactConnected: { contact },
  DialNotConnected: { contact, cause: 'NO_ANSWER' },
  RightPartyVerified: { contact, method: 'DATE_OF_BIRTH' },
  ConversationHeld: {
    contact,
    startedAt: '2026-02-03T09:00:00+01:00',
    endedAt: '2026-02-03T09:05:00+01:00',
    effective: true,
  },
  VoicemailLeft: { contact, class: 'LIMITED_CONTENT' },
  MessageSent: { ...call, channel: 'sms', template: 'reminder-1', optOut: true, reply: false },
  MessageReceived: { ...call, channel: 'email', direction: 'INBOUND' },
  MessageDelivered: { contact },
  MessageBounced: { contact, cause: 'MAILBOX_FULL' },
  NoticeIssued: {
    ...call,
    channel: 'letter',
    notice: 'DEMAND',
    template: 'demand-2',
    itemizationDate: '2026-01-31',
    discloses: ['ITEMIZATION', 'DISPUTE_RIGHT'],
  },
  NoticeDelivered: { contact, method: 'REGISTERED_MAIL' },
  NoticeReturnedUndeliverable: { contact, cause: 'MOVED' },
  VisitConducted: { ...call, channel: 'visit', visitors: ['agent-1', 'agent-2'], idShown: true, entryConsent: false },
  ContactOutcomeRecorded: { contact, code: 'PROMISE_TO_PAY' },
  ContactRecordCorrected: { contact, reason: 'CORRECTION', changes: { channel: 'sms' } },
  PromiseMade: terms,
  PromiseRenegotiated: { ...terms, promise: uuid('b0000002'), supersedes: promise },
  PromiseCancelled: { promise, by: 'FIRM', reason: 'HARDSHIP' },
  PromiseKept: { ...notice, when: 'IN_GRACE' },
  PromisePartiallyKept: { ...notice, paid: 50000, ratioBps: 4050 },
  PromiseBroken: { promise, ordinal: 1, paid: 0, ratioBps: 0, qualifying: [] },
  PromiseOutcomeRevised: { promise, ordinal: 2, paid: 0, ratioBps: 0, qualifying: [], from: 'KEPT', to: 'BROKEN' },
  ...PLAN_SAMPLES,
  ComplaintReceived: {
    complaint,
    channel: 'phone',
    topic: 'CONDUCT',
    dueDate: '2026-02-18',
    externalRef: 'K-77',
    about: [contact],
    handler: 'staff-77',
  },
  ComplaintAcknowledged: { complaint, responseBy: '2026-02-17' },
  ComplaintExtended: {
    complaint,
    dueDate: '2026-03-18',
    reason: 'COMPLEX',
    level: 'SPECIAL',
    approvedBy: 'supervisor-3',
    notifiedAt: '2026-02-17T09:00:00+01:00',
  },
  ComplaintDecided: { complaint, outcome: 'UPHELD', redress: 5000, discloses: ['OMBUDSMAN_RIGHT'] },
  ComplaintClosed: { complaint, reason: 'SETTLEMENT' },
  DisputeRaised: { dispute, ground: 'AMOUNT', debts: [debt], amount: 50000, inWriting: true },
  CollectionHoldPlaced: { dispute, amount: 50000 },
  DisputeStepRecorded: { dispute, step: 'Send Appeal to Prefecture', result: 'DISMISSED' },
  DisputeResolved: { dispute, outcome: 'UPHELD', holdReleaseRequest: uuid('3d000001') },
  DisputeWithdrawn: { dispute, holdReleaseRequest: uuid('3d000001') },
  CollectionHoldReleased: { dispute },
  LegalActionFiled: { action, kind: 'LAWSUIT', court: 'Tribunale di Prova', docket: 'RG-12/2026', debts: [debt] },
  CourtStepRecorded: { action, step: 'HEARING', result: 'adjourned' },
  JudgmentEntered: { action, outcome: 'GRANTED', amount: 104850, performanceDeadline: '2026-05-31' },
  AccountPlaced: { placement, agency: 'Agenzia-3', debts: [debt], batch: '2026-02' },
  AccountRecalled: { placement, reason: 'CREDITOR_REQUEST' },
  PartyRegistered: { portfolio, kind: 'PERSON', ref: 'P-5', language: 'it' },
  ContactPointAdded: {
    point: uuid('e0000001'),
    medium: 'phone',
    basis: 'RESERVED',
    label: 'MOBILE',
    place: 'HOME',
    reserved: true,
  },
  ContactPointInvalidated: { point: uuid('e0000001'), reason: 'WRONG_NUMBER' },
  CaseLinked: { case: `case-${uuid('ca5e0001')}`, role: 'DEBTOR' },
  ContactPermitted: { ...asked, expiresAt: '2026-03-10T17:15:00.000Z', judgement },
  ContactBlocked: { ...asked, nextAllowedAt: '2026-03-11T07:00:00.000Z', judgement: blockedBy },
  ClearanceReleased: { clearance: uuid('c1ea0001'), reason: 'CALL_CANCELLED' },
  RulePackActivated: { pack: 'us', version: 1, digest: 'ab'.repeat(32), content: '{}' },
  RulePackDeactivated: { pack: 'us', version: 1, reason: 'replaced by the group' },
  RecordAccessed: {
    what: 'case-history',
    role: 'collector',
    seen: [{ stream: `case-${uuid('ca5e0001')}`, portfolio }, { stream: `party-${uuid('da000001')}` }],
    asOf: '2026-03-10',
    knownAt: '2026-03-10T17:15:00Z',
  },
  ExportProduced: {
    what: 'audit-pack',
    role: 'compliance',
    seen: [{ stream: `case-${uuid('ca5e0001')}`, portfolio }],
    asOf: '2026-03-10',
    knownAt: '2026-03-10T17:15:00Z',
    format: 'zip',
    digest: 'ab'.repeat(32),
    count: 1,
    size: 1234,
    root: 'cd'.repeat(32),
    redacted: 'auditor',
    recipient: 'regulator:fca',
  },
  PortfolioCreated: {
    name: 'fines',
    title: 'Road traffic fines',
    creditor: 'Comune di Prova',
    zone: 'Europe/Rome',
    currency: 'EUR',
    jurisdictions: ['IT'],
    capacity: 'AGENCY',
    creditorKind: 'BANK',
    product: 'credit-card',
    waterfall: 'standard@1',
    interest: 'cn-card@1',
    buckets: 'china@1',
    promiseGraceDays: 3,
    promiseToleranceBps: 1050,
  },
};

/** Personal values of the fact types that have some. */
export const SEALED_SAMPLES: { readonly [T in LedgerFact['type']]?: Readonly<Record<string, string>> } = {
  ...Object.fromEntries(
    REGISTERS.flatMap(({ deeds }) => Object.values(deeds)).flatMap((deed) => {
      const words = sealedFields(deed).map((name) => [name, String(deed.fields[name]?.example)]);
      return words.length > 0 ? [[deed.fact, Object.fromEntries(words)]] : [];
    }),
  ),
  CaseNoteAdded: { text: 'called back' },
  MessageSent: { text: 'please call us' },
  MessageReceived: { text: 'I paid' },
  ContactOutcomeRecorded: { feedback: 'pays next week' },
  ContactRecordCorrected: { text: 'it was a text message' },
  ComplaintReceived: { text: 'rude call' },
  ComplaintDecided: { text: 'we apologise' },
  DisputeRaised: { text: 'not my car' },
  PartyRegistered: { name: 'Ada Prova', birthDate: '1980-01-01', idNumber: 'X1', address: 'Via Prova 1' },
  ContactPointAdded: { value: '+39 000 000' },
};

/** A recorded fact around a sample; `patch` changes header or data. */
export function sampleFact<T extends LedgerFact['type']>(
  type: T,
  patch: Partial<Pick<LedgerFact, 'at' | 'eff' | 'ref' | 'cause' | '_sd' | 'meta' | 'stream'>> & {
    readonly data?: Extract<LedgerFact, { readonly type: T }>['data'];
  } = {},
): LedgerFact {
  return {
    v: 1,
    id: '019c2000-0000-7000-8000-000000000001',
    type,
    sv: 1,
    s: '',
    at: '2026-02-03T10:00:00Z',
    eff: '2026-02-03',
    zone: { name: 'Europe/Rome', by: 'portfolio' },
    rec: '2026-02-03T10:00:01.000Z',
    by: 'key:test',
    cmd: 'cmd-1',
    cmdMac: '',
    stream: party,
    revision: 0,
    position: 1,
    meta: '{"prev":""}',
    data: SAMPLES[type],
    ...patch,
  } as unknown as LedgerFact;
}
