/** The whole state of a case, and the one switch that sends each fact to the part it concerns. */
import { evolveFrame, NO_CASE, type CaseFrame } from './case/case.state.js';
import type { CaseFact } from './case/case.events.js';
import type { ChargeFact } from './charge/charge.events.js';
import type { ComplaintFact } from './complaint/complaint.events.js';
import { evolveComplaints, type Complaints } from './complaint/complaint.state.js';
import type { ContactFact } from './contact/contact.events.js';
import { evolveContacts, type Contacts } from './contact/contact.state.js';
import type { DebtFact } from './debt/debt.events.js';
import { evolveDebts, type Debts } from './debt/debt.state.js';
import type { DelinquencyFact } from './delinquency/delinquency.events.js';
import type { DisputeFact } from './dispute/dispute.events.js';
import { evolveDisputes, type Disputes } from './dispute/dispute.state.js';
import type { ByType } from './fact.js';
import type { InterestFact } from './interest/interest.events.js';
import type { LegalFact } from './legal/legal.events.js';
import { evolveLegal, performByOf, type LegalActions } from './legal/legal.state.js';
import { nothingNoticed, noticeFolds, type Noticed, type NoticeFact } from './noticed.js';
import { emptyAccount, type Account } from './payment/account.state.js';
import type { PaymentFact } from './payment/payment.events.js';
import { evolveAccount, evolveHold, evolveJudged, type MoneyFact } from './payment/payment.state.js';
import type { PlacementFact } from './placement/placement.events.js';
import { evolvePlacements, type Placements } from './placement/placement.state.js';
import type { PlanFact } from './plan/plan.events.js';
import { evolvePlans, type Plans } from './plan/plan.state.js';
import type { PromiseFact } from './promise/promise.events.js';
import { evolvePromises, type Promises } from './promise/promise.state.js';
import { evolveEntries, type Entries, type FactRole } from './register/entries.state.js';
import { CASE_REGISTERS, REGISTER_ROLES, type CaseRegisterFact } from './registers.js';
import type { SettlementFact } from './settlement/settlement.events.js';
import { evolveSettlements, type Settlements } from './settlement/settlement.state.js';

/** Every fact of a case stream. */
export type CaseStreamFact =
  | CaseFact
  | DebtFact
  | ChargeFact
  | PaymentFact
  | InterestFact
  | ContactFact
  | PromiseFact
  | PlanFact
  | SettlementFact
  | ComplaintFact
  | DisputeFact
  | LegalFact
  | PlacementFact
  | CaseRegisterFact
  | DelinquencyFact
  | NoticeFact;

/** Owned by the fold that builds it: `evolveCase` changes it in place. */
export interface CaseState extends Noticed {
  readonly id: string;
  frame: CaseFrame;
  /** Currency of all its money, once something named one. */
  currency?: string;
  readonly account: Account;
  readonly debts: Debts;
  readonly contacts: Contacts;
  readonly promises: Promises;
  readonly plans: Plans;
  readonly settlements: Settlements;
  readonly complaints: Complaints;
  readonly disputes: Disputes;
  readonly legal: LegalActions;
  readonly placements: Placements;
  /** Entries of the registers. */
  readonly entries: Entries;
}

export function newCase(id: string): CaseState {
  return {
    id,
    frame: NO_CASE,
    account: emptyAccount(),
    debts: new Map(),
    contacts: new Map(),
    promises: new Map(),
    plans: new Map(),
    settlements: new Map(),
    complaints: new Map(),
    disputes: new Map(),
    legal: new Map(),
    placements: new Map(),
    ...nothingNoticed(),
    entries: new Map(),
  };
}

/** One fold per part of the state; the table holds every fact type, or it does not compile. */
type Fold<T extends CaseStreamFact['type']> = (state: CaseState, fact: ByType<CaseStreamFact>[T]) => void;
type Folds = { readonly [T in CaseStreamFact['type']]: Fold<T> };

const frame = (state: CaseState, fact: CaseFact): void => {
  state.frame = evolveFrame(state.frame, fact);
  if (fact.type === 'CaseOpened') state.currency = fact.data.currency;
};
const money = (state: CaseState, fact: MoneyFact): void => {
  if (fact.type === 'PaymentReceived' || fact.type === 'DebtRegistered') state.currency ??= fact.data.currency;
  if (fact.type === 'DebtRegistered' || fact.type === 'ChargedOff') evolveDebts(state.debts, fact);
  evolveAccount(state.account, fact);
};
const contact = (state: CaseState, fact: ContactFact): unknown => evolveContacts(state.contacts, fact);
const promise = (state: CaseState, fact: PromiseFact): unknown => evolvePromises(state.promises, fact);
const plan = (state: CaseState, fact: PlanFact): unknown => evolvePlans(state.plans, fact);
const settlement = (state: CaseState, fact: SettlementFact): unknown => evolveSettlements(state.settlements, fact);
const complaint = (state: CaseState, fact: ComplaintFact): unknown => evolveComplaints(state.complaints, fact);
const dispute = (state: CaseState, fact: DisputeFact): unknown => evolveDisputes(state.disputes, fact);
const legal = (state: CaseState, fact: LegalFact): unknown => evolveLegal(state.legal, fact);
const placement = (state: CaseState, fact: PlacementFact): unknown => evolvePlacements(state.placements, fact);
/** No decider asks for it: how far past due a debt is, is computed (law 4). */
const kept = (_state: CaseState, _fact: DelinquencyFact): void => undefined;

/** Every fact type of a register, folded into the entries. */
const registerFolds = Object.fromEntries(
  CASE_REGISTERS.flatMap(({ deeds }) => Object.values(deeds)).map(({ fact: type }) => [
    type,
    (state: CaseState, fact: CaseRegisterFact) =>
      evolveEntries(state.entries, fact, REGISTER_ROLES.get(type) as FactRole),
  ]),
) as unknown as { readonly [T in CaseRegisterFact['type']]: Fold<T> };
type Of<T extends CaseStreamFact['type']> = ByType<CaseStreamFact>[T];

/** A hold keeps money that names no debt off what is disputed. */
const holdPlaced = (state: CaseState, fact: Of<'CollectionHoldPlaced'>): void => {
  dispute(state, fact);
  const { dispute: id, amount } = fact.data;
  const { debts } = state.disputes.get(id) ?? {};
  evolveHold(state.account, { kind: 'hold', id, eff: fact.eff, why: 'disputed', debts, amount });
};
const holdReleased = (state: CaseState, fact: Of<'CollectionHoldReleased'>): void => {
  dispute(state, fact);
  evolveHold(state.account, { kind: 'release', id: fact.data.dispute, eff: fact.eff });
};
/** After a judgment's last day for performance its debts are paid in another order. */
const judged = (state: CaseState, fact: Of<'JudgmentEntered'>): void => {
  legal(state, fact);
  const performBy = performByOf(fact.data, fact.eff);
  const { debts = state.debts.keys() } = state.legal.get(fact.data.action) ?? {};
  if (performBy !== undefined) evolveJudged(state.account, debts, performBy);
};

const FOLDS: Folds = {
  ...registerFolds,
  ...noticeFolds,
  CaseOpened: frame,
  CaseAssigned: frame,
  CaseNoteAdded: frame,
  CaseClosed: frame,
  CaseReopened: frame,
  RecordCorrected: frame,
  PartyLinked: frame,
  DebtRegistered: money,
  ChargedOff: money,
  PaymentReceived: money,
  ChargeAssessed: money,
  BalanceAdjusted: money,
  WaiverApplied: money,
  PaymentAllocated: money,
  PaymentUnallocatedHeld: money,
  PaymentsReallocated: money,
  PaymentReversed: money,
  RefundPaid: money,
  InterestTermsSet: money,
  InterestAccrued: money,
  InterestAccrualAdjusted: money,
  InterestSuspended: money,
  InterestResumed: money,
  InterestRateConcessionGranted: money,
  ContactAttempted: contact,
  ContactConnected: contact,
  DialNotConnected: contact,
  RightPartyVerified: contact,
  ConversationHeld: contact,
  VoicemailLeft: contact,
  MessageSent: contact,
  MessageReceived: contact,
  MessageDelivered: contact,
  MessageBounced: contact,
  NoticeIssued: contact,
  NoticeDelivered: contact,
  NoticeReturnedUndeliverable: contact,
  VisitConducted: contact,
  ContactOutcomeRecorded: contact,
  ContactRecordCorrected: contact,
  PromiseMade: promise,
  PromiseRenegotiated: promise,
  PromiseCancelled: promise,
  PromiseKept: promise,
  PromisePartiallyKept: promise,
  PromiseBroken: promise,
  PromiseOutcomeRevised: promise,
  PlanProposed: plan,
  PlanCounterOffered: plan,
  PlanAgreed: plan,
  PlanActivated: plan,
  PlanRestructured: plan,
  PlanCancelled: plan,
  DeferralGranted: plan,
  PlanAffordabilityTested: plan,
  InstalmentDue: plan,
  InstalmentPaid: plan,
  InstalmentPaidLate: plan,
  InstalmentPartiallyPaid: plan,
  InstalmentMissed: plan,
  InstalmentOutcomeRevised: plan,
  PlanBroken: plan,
  PlanCompleted: plan,
  PlanStateRevised: plan,
  SettlementOffered: settlement,
  SettlementAccepted: settlement,
  SettlementCompleted: settlement,
  SettlementLapsed: settlement,
  SettlementLapseRevised: settlement,
  ComplaintReceived: complaint,
  ComplaintAcknowledged: complaint,
  ComplaintExtended: complaint,
  ComplaintDecided: complaint,
  ComplaintClosed: complaint,
  DisputeRaised: dispute,
  CollectionHoldPlaced: holdPlaced,
  DisputeStepRecorded: dispute,
  DisputeResolved: dispute,
  DisputeWithdrawn: dispute,
  CollectionHoldReleased: holdReleased,
  LegalActionFiled: legal,
  CourtStepRecorded: legal,
  JudgmentEntered: judged,
  AccountPlaced: placement,
  AccountRecalled: placement,
  DelinquencyReported: kept,
};

/** Applies one fact. A type that this program does not know gives undefined: the loader says so. */
export function evolveCase(state: CaseState, fact: CaseStreamFact): CaseState {
  const fold = FOLDS[fact.type] as Fold<CaseStreamFact['type']> | undefined;
  if (fold === undefined) return undefined as unknown as CaseState;
  fold(state, fact);
  return state;
}

/** Every type of fact that a case stream can hold. */
export const CASE_FACT_TYPES = Object.keys(FOLDS) as readonly CaseStreamFact['type'][];
