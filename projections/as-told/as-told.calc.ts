/** A collector's screen of a case: what it shows on a day, from the facts that were known. */
import { evolveCase, newCase, type CaseState, type CaseStreamFact } from '../../src/ledger/case-state.js';
import { isRecalled } from '../../src/ledger/checks.js';
import { daysBetween, type CivilDate } from '../../src/ledger/dates.js';
import { HoldBook, type Hold } from '../../src/ledger/hold/index.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { PromiseBook, type PromiseAt } from '../../src/ledger/promise/index.js';
import { currencyOf } from '../audit-history/history.calc.js';
import { balanceOf, type CaseBalance } from '../balances/balance.calc.js';
import { contactsLately, type ContactsLately } from './contact-counters.calc.js';
import { duesAt } from './dues.calc.js';

export interface ScreenFlags {
  readonly closed: boolean;
  /** Closed as recalled, or taken back from all agencies. */
  readonly recalled: boolean;
  /** A dispute stands. */
  readonly disputed: boolean;
  /** Collection of some of it is held. */
  readonly held: boolean;
  /** Contact with somebody who owes it, or any contact, is stopped. */
  readonly contactStopped: boolean;
  readonly placed: boolean;
  readonly chargedOff: boolean;
}

export interface OpenPromise {
  readonly promise: string;
  readonly amount: number;
  /** What counted for it so far. */
  readonly paid: number;
  readonly made: string;
  readonly due: string;
  readonly graceDays: number;
}

export interface Screen {
  readonly stage: string;
  readonly product: string | null;
  readonly currency: string | null;
  readonly assignee: string | null;
  readonly balance: Pick<CaseBalance, 'net' | 'held' | 'components'>;
  /** The oldest contractual due date with something unpaid; null: nothing unpaid has one. */
  readonly oldestDue: string | null;
  /** Days past that date; 0: not yet due. */
  readonly daysPastDue: number | null;
  /** What was due before the day and is unpaid, minor units. */
  readonly overdue: number;
  /** The next due date after the day, and what is unpaid of it. */
  readonly nextDue: { readonly date: string; readonly amount: number } | null;
  readonly flags: ScreenFlags;
  readonly contacts: ContactsLately;
  readonly openComplaints: number;
  readonly promises: { readonly open: number; readonly broken: number };
  /** The open promise that is due first. */
  readonly openPromise: OpenPromise | null;
}

function flagsOf(state: CaseState, holds: readonly Hold[]): ScreenFlags {
  return {
    closed: state.frame.stage === 'CLOSED',
    recalled: isRecalled(state),
    disputed: [...state.disputes.values()].some(({ stage }) => stage === 'RAISED'),
    held: holds.some(({ stops }) => stops.includes('COLLECTION')),
    contactStopped: holds.some(({ stops }) => stops.some((what) => what !== 'COLLECTION')),
    placed: [...state.placements.values()].some(({ active }) => active),
    chargedOff: [...state.debts.values()].some(({ chargedOff }) => chargedOff > 0),
  };
}

function openPromiseOf(promises: readonly PromiseAt[]): OpenPromise | null {
  const open = promises.filter(({ outcome }) => outcome === 'OPEN');
  const first = open.reduce<PromiseAt | undefined>(
    (best, each) => (best && best.record.terms.dueDate <= each.record.terms.dueDate ? best : each),
    undefined,
  );
  if (!first) return null;
  const { amount, dueDate: due, graceDays } = first.record.terms;
  return { promise: first.promise, amount, paid: first.paid, made: first.record.madeOn, due, graceDays };
}

function duesOf(facts: readonly CaseStreamFact[], asOf: CivilDate) {
  const dues = duesAt(facts, asOf);
  const oldest = dues[0]?.date;
  const past = dues.filter(({ date }) => date < asOf);
  return {
    oldestDue: oldest ?? null,
    daysPastDue: oldest === undefined ? null : Math.max(0, daysBetween(oldest, asOf)),
    overdue: past.reduce((sum, { amount }) => sum + amount, 0),
    nextDue: dues.find(({ date }) => date > asOf) ?? null,
  };
}

/**
 * @param facts of one case in store order, cut at K.
 * @param others facts of its parties and incidents, cut at the same K.
 */
export function screenOf(
  caseId: string,
  facts: readonly CaseStreamFact[],
  asOf: CivilDate,
  others: readonly LedgerFact[] = [],
): Screen {
  const known = facts.filter((fact) => fact.eff <= asOf || fact.type === 'CaseOpened');
  const state = known.reduce(evolveCase, newCase(caseId));
  const { stage } = state.frame;
  const { product = null, assignee = null } = state.frame.stage === 'NONE' ? {} : state.frame;
  const { net, held, components } = balanceOf(facts, asOf);
  const promises = new PromiseBook(facts, others).at(asOf);
  const outcomes = promises.map(({ outcome }) => outcome);
  return {
    stage,
    product,
    currency: currencyOf(facts, caseId) ?? null,
    assignee,
    balance: { net, held, components },
    ...duesOf(facts, asOf),
    flags: flagsOf(state, new HoldBook(facts, others).on(asOf)),
    contacts: contactsLately(known, asOf),
    openComplaints: [...state.complaints.values()].filter((complaint) => complaint.stage !== 'CLOSED').length,
    promises: {
      open: outcomes.filter((outcome) => outcome === 'OPEN').length,
      broken: outcomes.filter((outcome) => outcome === 'BROKEN' || outcome === 'PARTIALLY_KEPT').length,
    },
    openPromise: openPromiseOf(promises),
  };
}
