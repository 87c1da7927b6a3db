/**
 * The journal: every money fact as entries that move an amount from one account to another, so that each sums to zero.
 * Debtor's accounts are the components and `held`; all others stand for the world outside (law 5). Counts are entries
 * of 1 in unit accounts. Stateless: a fact says all that its entries need.
 */
import type { CaseStreamFact } from '../case-state.js';
import type { ByType } from '../fact.js';
import { CASE_REGISTERS, type CaseRegisterFact } from '../registers.js';
import type { Component } from '../components.js';
import type { CivilDate } from '../dates.js';
import type { AllocationLine } from './payment.events.js';

/** Where debtor's money comes from or goes to. */
export type OutsideAccount =
  | 'opening'
  | 'charges'
  | 'accruals'
  | 'adjustments'
  | 'waivers'
  | 'payments'
  | 'reversals'
  | 'refunds'
  | 'carrying'
  | 'charge-offs'
  | 'occurrences';

/** Accounts that count. */
export type UnitAccount = 'contacts' | 'disputes' | 'complaints' | 'placements';

export type JournalAccount = Component | 'held' | OutsideAccount | UnitAccount;

export interface JournalEntry {
  readonly debit: JournalAccount;
  readonly credit: JournalAccount;
  /** Minor units, or 1 in unit accounts. Positive. */
  readonly amount: number;
  /** Effective date under the basis that the fact itself names. */
  readonly eff: CivilDate;
  /** Effective date under the other reversal basis; the same for all that is no reversal. */
  readonly other: CivilDate;
  readonly debt?: string;
  /** Payment, adjustment or waiver whose money it is. */
  readonly source?: string;
  readonly due?: CivilDate;
}

interface Side {
  readonly debit: JournalAccount;
  readonly credit: JournalAccount;
  readonly amount: number;
}
type Detail = Partial<Pick<JournalEntry, 'debt' | 'source' | 'due' | 'other'>>;

/** One entry; a negative amount turns it round, zero gives none. */
function entry(side: Side, eff: CivilDate, { debt, source, due, other = eff }: Detail = {}): JournalEntry[] {
  const { debit, credit, amount } = side;
  if (amount === 0) return [];
  if (amount > 0) return [{ debit, credit, amount, eff, other, debt, source, due }];
  return [{ debit: credit, credit: debit, amount: -amount, eff, other, debt, source, due }];
}

/** Allocation lines: held money pays components; a negative line gives it back. */
function allocation(lines: readonly AllocationLine[], eff: CivilDate, source: string): JournalEntry[] {
  return lines.flatMap(({ debt, component, amount, eff: own }) =>
    entry({ debit: 'held', credit: component, amount }, own ?? eff, { debt, source }),
  );
}

function unit(account: UnitAccount, eff: CivilDate): JournalEntry[] {
  return entry({ debit: account, credit: 'occurrences', amount: 1 }, eff);
}

type Of<T extends CaseStreamFact['type']> = ByType<CaseStreamFact>[T];

function opened({ data, eff }: Of<'DebtRegistered'>): JournalEntry[] {
  const { debt, balances, dueDate: due } = data;
  return (Object.entries(balances) as [Component, number][]).flatMap(([component, amount]) =>
    entry({ debit: component, credit: 'opening', amount }, eff, { debt, due }),
  );
}

function adjusted({ data, eff }: Of<'BalanceAdjusted'>): JournalEntry[] {
  const { debt, component, delta, adjustment: source, lines } = data;
  if (delta >= 0) return entry({ debit: component, credit: 'adjustments', amount: delta }, eff, { debt });
  const given = entry({ debit: 'adjustments', credit: 'held', amount: -delta }, eff, { source });
  return [...given, ...allocation(lines ?? [], eff, source)];
}

function waived({ data, eff }: Of<'WaiverApplied'>): JournalEntry[] {
  const { waiver: source, amount, lines } = data;
  return [...entry({ debit: 'waivers', credit: 'held', amount }, eff, { source }), ...allocation(lines, eff, source)];
}

function reversed({ data, eff }: Of<'PaymentReversed'>): JournalEntry[] {
  const { payment: source, amount, basis, paidOn, lines } = data;
  const original = basis === 'ORIGINAL_DATE';
  const restored = lines.flatMap(({ debt, component, amount: part, eff: own }) => {
    // A day of its own is the day on which the money was used: one after the reversal where it waited until then.
    const other = original ? eff : (own ?? paidOn);
    return entry({ debit: component, credit: 'held', amount: part }, own ?? eff, { debt, source, other });
  });
  const date = original ? { eff: paidOn, other: eff } : { eff, other: paidOn };
  const out = entry({ debit: 'held', credit: 'reversals', amount }, date.eff, { source, other: date.other });
  return [...restored, ...out];
}

function accrualsAdjusted({ data }: Of<'InterestAccrualAdjusted'>): JournalEntry[] {
  return data.lines.flatMap(({ debt, component, delta: amount, eff }) =>
    entry({ debit: component, credit: 'accruals', amount }, eff, { debt }),
  );
}

type Entries<T extends CaseStreamFact['type']> = (fact: Of<T>) => readonly JournalEntry[];
type Books = { readonly [T in CaseStreamFact['type']]: Entries<T> };

const none = (): readonly JournalEntry[] => [];
const contact = ({ eff }: CaseStreamFact): readonly JournalEntry[] => unit('contacts', eff);

/** What registers hold moves no money and is not counted. */
const registerBooks = Object.fromEntries(
  CASE_REGISTERS.flatMap(({ deeds }) => Object.values(deeds)).map(({ fact }) => [fact, none]),
) as unknown as { readonly [T in CaseRegisterFact['type']]: Entries<T> };

/** How each fact is booked; the table holds every fact type, or it does not compile. */
const BOOKS: Books = {
  ...registerBooks,
  DebtRegistered: opened,
  ChargeAssessed({ data, eff }) {
    const { debt, component, amount, dueDate: due } = data;
    return entry({ debit: component, credit: 'charges', amount }, eff, { debt, due });
  },
  BalanceAdjusted: adjusted,
  WaiverApplied: waived,
  ChargedOff({ data: { debt, amount }, eff }) {
    return entry({ debit: 'charge-offs', credit: 'carrying', amount }, eff, { debt });
  },
  PaymentReceived({ data: { payment: source, amount }, eff }) {
    return entry({ debit: 'payments', credit: 'held', amount }, eff, { source });
  },
  PaymentAllocated: ({ data, eff }) => allocation(data.lines, eff, data.payment),
  PaymentsReallocated: ({ data, eff }) => data.changes.flatMap(({ credit, lines }) => allocation(lines, eff, credit)),
  PaymentReversed: reversed,
  RefundPaid({ data, eff }) {
    return data.from.flatMap(({ credit: source, amount }) =>
      entry({ debit: 'held', credit: 'refunds', amount }, eff, { source }),
    );
  },
  InterestAccrued({ data: { debt, component, amount }, eff }) {
    return entry({ debit: component, credit: 'accruals', amount }, eff, { debt });
  },
  InterestAccrualAdjusted: accrualsAdjusted,
  ContactAttempted: contact,
  MessageSent: contact,
  MessageReceived: contact,
  NoticeIssued: contact,
  VisitConducted: contact,
  DisputeRaised: ({ eff }) => unit('disputes', eff),
  ComplaintReceived: ({ eff }) => unit('complaints', eff),
  AccountPlaced: ({ eff }) => unit('placements', eff),
  CaseOpened: none,
  CaseAssigned: none,
  CaseNoteAdded: none,
  CaseClosed: none,
  CaseReopened: none,
  RecordCorrected: none,
  PartyLinked: none,
  PaymentUnallocatedHeld: none,
  InterestTermsSet: none,
  InterestSuspended: none,
  InterestResumed: none,
  InterestRateConcessionGranted: none,
  ContactConnected: none,
  DialNotConnected: none,
  RightPartyVerified: none,
  ConversationHeld: none,
  VoicemailLeft: none,
  MessageDelivered: none,
  MessageBounced: none,
  NoticeDelivered: none,
  NoticeReturnedUndeliverable: none,
  ContactOutcomeRecorded: none,
  ContactRecordCorrected: none,
  PromiseMade: none,
  PromiseRenegotiated: none,
  PromiseCancelled: none,
  PromiseKept: none,
  PromisePartiallyKept: none,
  PromiseBroken: none,
  PromiseOutcomeRevised: none,
  PlanProposed: none,
  PlanCounterOffered: none,
  PlanAgreed: none,
  PlanActivated: none,
  PlanRestructured: none,
  PlanCancelled: none,
  DeferralGranted: none,
  PlanAffordabilityTested: none,
  InstalmentDue: none,
  InstalmentPaid: none,
  InstalmentPaidLate: none,
  InstalmentPartiallyPaid: none,
  InstalmentMissed: none,
  InstalmentOutcomeRevised: none,
  PlanBroken: none,
  PlanCompleted: none,
  PlanStateRevised: none,
  SettlementOffered: none,
  SettlementAccepted: none,
  SettlementCompleted: none,
  SettlementLapsed: none,
  SettlementLapseRevised: none,
  DeadlineMissed: none,
  DeadlineMissRevised: none,
  DelinquencyBucketChanged: none,
  AccountRolled: none,
  AccountCured: none,
  DelinquencyBucketRevised: none,
  ComplaintAcknowledged: none,
  ComplaintExtended: none,
  ComplaintDecided: none,
  ComplaintClosed: none,
  CollectionHoldPlaced: none,
  DisputeStepRecorded: none,
  DisputeResolved: none,
  DisputeWithdrawn: none,
  CollectionHoldReleased: none,
  LegalActionFiled: none,
  CourtStepRecorded: none,
  JudgmentEntered: none,
  AccountRecalled: none,
  DelinquencyReported: none,
};

/** The journal entries of a fact; none for facts that move nothing. */
export function journalOf(fact: CaseStreamFact): readonly JournalEntry[] {
  return (BOOKS[fact.type] as Entries<CaseStreamFact['type']>)(fact);
}

/** The facts that have journal entries. */
export const JOURNAL_FACTS = (Object.keys(BOOKS) as CaseStreamFact['type'][]).filter((type) => BOOKS[type] !== none);

/** Accounts outside the case whose entries change what it owes: credited they raise net, debited they lower it. */
const NET_ACCOUNTS: ReadonlySet<JournalAccount> = new Set([
  'opening',
  'charges',
  'accruals',
  'adjustments',
  'waivers',
  'payments',
  'reversals',
  'refunds',
]);

/** What an entry adds to net (law 5). */
export function netEffect({ debit, credit, amount }: Pick<JournalEntry, 'debit' | 'credit' | 'amount'>): number {
  if (NET_ACCOUNTS.has(credit)) return amount;
  return NET_ACCOUNTS.has(debit) ? -amount : 0;
}

/** The same accounts by name, for queries that sum journal rows. */
export const NET_ACCOUNT_NAMES: readonly JournalAccount[] = [...NET_ACCOUNTS];
