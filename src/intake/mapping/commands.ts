/**
 * The commands that a mapping can record, field by field. The types tie this table to the ledger's: a command or field
 * that is missing, too many, or optional on one side only does not compile.
 */
import { CHARGEABLE } from '../../ledger/components.js';
import type { Command } from '../../ledger/command.js';
import { DISPUTE_GROUNDS } from '../../ledger/dispute/index.js';
import { BEARING, DAY_COUNTS, PERIODS, ROUNDINGS, SUSPENSION_REASONS, TRIGGERS } from '../../ledger/interest/index.js';
import { CASE, type CaseCommand } from '../../ledger/ledger.js';
import type { CaseRegisterCommand } from '../../ledger/registers.js';
import { PLAN_KINDS } from '../../ledger/plan/index.js';
import { may, must, type FieldSpec } from './field-spec.js';
import { MEDIA, WHOM } from './people.js';
import { REGISTER_COMMANDS } from './register-commands.js';

// The intake opens cases and links parties by itself; corrections and notices are not a source's to make.
type Recordable = Exclude<
  CaseCommand,
  {
    type:
      | 'OpenCase'
      | 'LinkParty'
      | 'CorrectRecord'
      | 'NoticePromiseOutcome'
      | 'NoticePlan'
      | 'NoticeSettlement'
      | 'NoticeDeadline'
      | 'NoticeBuckets'
      | 'PostLeft';
  }
>;
export type RecordableType = Recordable['type'];

type IsRequired<C, K extends keyof C> = Record<never, never> extends Pick<C, K> ? false : true;
// A row has no list of instalments: it says how many, from when and how often. What another system gave up was approved there.
type Untold = 'instalments' | 'waiverRequest' | 'chargeOffRequest' | 'refundRequest' | 'holdReleaseRequest';
type Fields<C extends Command> = {
  readonly [K in Exclude<keyof C, keyof Command | Untold>]-?: FieldSpec<IsRequired<C, K>>;
};
type Table = { readonly [C in Recordable as C['type']]: Fields<C> };

const TERMS = {
  amount: must('amount'),
  currency: may('currency'),
  dueDate: must('date'),
  debts: may('debt list'),
  graceDays: may('count'),
  toleranceBps: may('count'),
  channel: may('text'),
  contact: may('part contact'),
  promisedBy: may('text'),
};
const SCHEDULE = {
  total: must('amount'),
  currency: may('currency'),
  count: may('count'),
  firstDue: may('date'),
  every: may(['WEEK', 'FORTNIGHT', 'MONTH']),
  graceDays: may('count'),
  breakRule: may('text'),
  interest: may(['ACCRUES', 'SUSPENDED']),
};
const PLAN_TERMS = { ...SCHEDULE, kind: may(PLAN_KINDS), debts: may('debt list'), proposer: may(['DEBTOR', 'FIRM']) };
const PLAN = { plan: must('part plan') };
const AGREEMENT = { form: must(['WRITTEN', 'ORAL']), recordingRef: may('text') };
const ON_DEBT = { debt: may('part debt'), currency: may('currency') };

export const COMMANDS: Table = {
  ...(REGISTER_COMMANDS as unknown as Pick<Table, CaseRegisterCommand['type']>),
  AssignCase: { assignee: must('text'), team: may('text') },
  AddNote: { text: must('text'), topic: may('text') },
  CloseCase: { reason: must(['SETTLED', 'RECALLED', 'CHARGED_OFF', 'WITHDRAWN']), detail: may('text') },
  ReopenCase: { reason: must('text') },
  RegisterDebt: {
    ref: may('text'),
    creditor: may('text'),
    product: may('text'),
    currency: may('currency'),
    balances: must('balances'),
    dueDate: may('date'),
    itemizationDate: may('date'),
    chargeOffOn: may('date'),
    security: may('amount'),
    annualRate: may('text'),
    minimumPayment: may('amount'),
  },
  ChargeOffDebt: { debt: may('part debt'), amount: must('amount'), reason: may('text') },
  AssessCharge: {
    ...ON_DEBT,
    component: must(CHARGEABLE),
    amount: must('amount'),
    dueDate: may('date'),
    legalBasis: may('text'),
  },
  AdjustBalance: {
    ...ON_DEBT,
    component: must(CHARGEABLE),
    delta: must('delta'),
    reason: must('text'),
    evidence: may('text'),
  },
  ApplyWaiver: {
    ...ON_DEBT,
    component: must(CHARGEABLE),
    amount: must('amount'),
    authority: must('text'),
    reason: must('text'),
  },
  RecordPayment: {
    amount: must('amount'),
    currency: may('currency'),
    method: may('text'),
    payerRole: may('text'),
    directedTo: may('debt list'),
    externalRef: may('text'),
  },
  ReversePayment: {
    payment: must('part payment'),
    amount: may('amount'),
    reason: must(['NSF', 'CHARGEBACK', 'MISPOST', 'FRAUD', 'COURT', 'DUPLICATE']),
    basis: may(['ORIGINAL_DATE', 'REVERSAL_DATE']),
  },
  PayRefund: { amount: must('amount'), currency: may('currency'), method: may('text') },
  SetInterestTerms: {
    debt: may('part debt'),
    rate: must('text'),
    period: must(PERIODS),
    dayCount: may(DAY_COUNTS),
    capitaliseOn: may('count'),
    base: may('text list'),
    component: may(BEARING),
    rounding: may(ROUNDINGS),
    from: may('date'),
    to: may('date'),
  },
  PostInterest: { through: may('date'), trigger: must(TRIGGERS) },
  SuspendInterest: { debts: may('debt list'), from: may('date'), to: may('date'), reason: must(SUSPENSION_REASONS) },
  ResumeInterest: { suspension: may('part suspension'), on: may('date') },
  GrantRateConcession: {
    debt: may('part debt'),
    component: may(BEARING),
    rate: must('text'),
    period: must(PERIODS),
    from: may('date'),
    to: may('date'),
    authority: must('text'),
    reason: must('text'),
  },
  RecordContact: {
    ...WHOM,
    channel: must(MEDIA),
    mode: may(['MANUAL', 'PREDICTIVE', 'PRERECORDED', 'AI']),
    connected: may('boolean'),
    cause: may('text'),
    rightParty: may('text'),
    conversation: may('conversation'),
    voicemail: may('text'),
    outcome: may('text'),
    feedback: may('text'),
  },
  RecordMessage: {
    ...WHOM,
    channel: must(MEDIA),
    template: may('text'),
    optOut: may('boolean'),
    reply: may('boolean'),
    text: may('text'),
  },
  IssueNotice: {
    ...WHOM,
    notice: must('text'),
    template: may('text'),
    itemizationDate: may('date'),
    discloses: may('text list'),
  },
  RecordVisit: {
    ...WHOM,
    visitors: may('text list'),
    idShown: may('boolean'),
    entryConsent: may('boolean'),
    outcome: may('text'),
    feedback: may('text'),
  },
  RecordDelivery: {
    contact: may('part contact'),
    delivered: must('boolean'),
    method: may('text'),
    cause: may('text'),
  },
  RecordContactOutcome: { contact: must('part contact'), outcome: must('text'), feedback: may('text') },
  CorrectContact: {
    contact: must('part contact'),
    reason: must('text'),
    changes: must('texts'),
    text: may('text'),
  },
  MakePromise: TERMS,
  RenegotiatePromise: { ...TERMS, promise: must('part promise') },
  CancelPromise: { promise: must('part promise'), by: must(['DEBTOR', 'FIRM']), reason: must('text') },
  ProposePlan: PLAN_TERMS,
  CounterOfferPlan: { ...PLAN, ...PLAN_TERMS },
  AgreePlan: { ...PLAN, ...AGREEMENT, version: may('count') },
  ActivatePlan: PLAN,
  RestructurePlan: { ...PLAN, ...SCHEDULE, ...AGREEMENT, reason: must('text') },
  CancelPlan: { ...PLAN, by: must(['DEBTOR', 'FIRM']), reason: must('text') },
  TestPlanAffordability: { ...PLAN, disposable: must('amount'), assessment: may('text'), rule: may('text') },
  GrantDeferral: {
    plan: may('part plan'),
    instalment: may('count'),
    debts: may('debt list'),
    until: must('date'),
    reason: must('text'),
    authority: may('text'),
  },
  OfferSettlement: {
    amount: must('amount'),
    currency: may('currency'),
    debts: may('debt list'),
    expires: must('date'),
    payBy: may('date'),
    authority: may('text'),
  },
  AcceptSettlement: { settlement: must('part settlement'), ...AGREEMENT },
  CompleteSettlement: { settlement: must('part settlement'), authority: must('text') },
  LogComplaint: {
    text: may('text'),
    channel: may('text'),
    topic: may('text'),
    dueDate: may('date'),
    externalRef: may('text'),
    about: may('text list'),
    handler: may('text'),
  },
  AcknowledgeComplaint: { complaint: may('part complaint'), responseBy: may('date') },
  ExtendComplaint: {
    complaint: may('part complaint'),
    dueDate: must('date'),
    reason: must('text'),
    level: may(['COMPLEX', 'SPECIAL']),
    approvedBy: may('text'),
    notifiedAt: may('instant'),
  },
  DecideComplaint: {
    complaint: may('part complaint'),
    outcome: must('text'),
    text: may('text'),
    redress: may('amount'),
    discloses: may('text list'),
  },
  CloseComplaint: { complaint: may('part complaint'), reason: may('text') },
  RaiseDispute: {
    ground: must(DISPUTE_GROUNDS),
    debts: may('debt list'),
    amount: may('amount'),
    inWriting: may('boolean'),
    text: may('text'),
    hold: may('boolean'),
    step: may('text'),
    result: may('text'),
  },
  RecordDisputeStep: { dispute: may('part dispute'), step: must('text'), result: may('text') },
  ResolveDispute: { dispute: may('part dispute'), outcome: must('text') },
  WithdrawDispute: { dispute: may('part dispute') },
  FileLegalAction: { kind: must('text'), court: may('text'), docket: may('text'), debts: may('debt list') },
  RecordCourtStep: { action: may('part action'), step: must('text'), result: may('text') },
  EnterJudgment: {
    action: may('part action'),
    outcome: must('text'),
    amount: may('amount'),
    performanceDeadline: may('date'),
  },
  PlaceAccount: { agency: may('text'), debts: may('debt list'), batch: may('text') },
  RecallAccount: { placement: may('part placement'), reason: must('text') },
  ReportDelinquency: {
    debt: may('part debt'),
    asOf: may('date'),
    monthsPastDue: may('count'),
    daysPastDue: may('count'),
    statedBy: may('text'),
  },
};

export function isRecordable(name: string): name is RecordableType {
  return Object.hasOwn(COMMANDS, name);
}

/** Kind of the part that a command creates (`debt`), for its id. */
export function createsOf(command: string): string | undefined {
  return isRecordable(command) ? CASE.rules[command].creates : undefined;
}

/** Fields of a command that the ledger seals. */
export function personalOf(command: RecordableType): readonly string[] {
  return CASE.rules[command].personal ?? [];
}

/** Fields of a party: all of them are sealed. */
