/**
 * Corrections: what the source no longer says is withdrawn by facts of its own, dated like what they withdraw. Money is
 * booked back, so that the account is as if it had never been; both stay visible.
 */
import { decode } from '../../ledger/envelope.js';
import type { CaseStreamFact } from '../../ledger/case-state.js';
import type { Component } from '../../ledger/components.js';
import type { ByType } from '../../ledger/fact.js';
import type { CaseCommand } from '../../ledger/ledger.js';
import { notAllowed, type Refusal } from '../../ledger/refusal.js';
import { PAGE_EVENTS_MAX } from '../../store/port.js';
import { endingOf, Over } from './endings.js';
import type { ImportLedger } from './ledger.js';
import type { CaseRequest, RowUnit, Withdrawal } from './row-unit.js';

type Of<T extends CaseStreamFact['type']> = ByType<CaseStreamFact>[T];

const REASON = { REPLACED: 'row-changed', WITHDRAWN: 'row-gone' } as const;

/** The commands that withdraw what a row says no longer, or why that cannot be. */
export async function withdrawing(
  { store }: ImportLedger,
  stream: string,
  { withdraw, src }: RowUnit,
  by: string,
): Promise<CaseRequest[] | Refusal> {
  const wanted = new Map(withdraw.map((each) => [each.cmd, each]));
  const { facts, over } = await factsOf(store, stream, wanted);
  const requests: CaseRequest[] = [];
  // What came last goes first: a charge before the debt that it was assessed on.
  for (const { cmd, action } of [...withdraw].reverse()) {
    const fact = facts.get(cmd);
    if (!fact) continue;
    const commands = undo(fact, action, over);
    if (!Array.isArray(commands)) return commands as Refusal;
    commands.forEach((command: CaseCommand, i) => {
      const dated = { ...command, occurredAt: fact.at, effectiveDate: fact.eff };
      requests.push({ command: dated, cmd: i === 0 ? `${cmd}-` : `${cmd}-${i + 1}`, by, src, zone: fact.zone });
    });
  }
  return requests;
}

interface Found {
  /** The first fact of each command: the others follow from it. */
  readonly facts: ReadonlyMap<string, CaseStreamFact>;
  /** Promises, disputes, placements and closings that something has ended already. */
  readonly over: Over;
}

async function factsOf(
  store: ImportLedger['store'],
  stream: string,
  wanted: ReadonlyMap<string, Withdrawal>,
): Promise<Found> {
  const facts = new Map<string, CaseStreamFact>();
  const over = new Over();
  for (let from = 0; ; from += PAGE_EVENTS_MAX) {
    const page = await store.readStream(stream, from, PAGE_EVENTS_MAX);
    for (const event of page) {
      const fact = decode(event) as CaseStreamFact;
      if (wanted.has(fact.cmd) && !facts.has(fact.cmd)) facts.set(fact.cmd, fact);
      over.note(fact);
    }
    if (page.length < PAGE_EVENTS_MAX) return { facts, over };
  }
}

type Undo<T extends CaseStreamFact['type']> = (
  fact: Of<T>,
  action: Withdrawal['action'],
) => readonly CaseCommand[] | Refusal;

const contact = (
  { data }: Of<'ContactAttempted' | 'MessageSent' | 'MessageReceived' | 'NoticeIssued' | 'VisitConducted'>,
  action: Withdrawal['action'],
): readonly CaseCommand[] => [
  { type: 'CorrectContact', contact: data.contact, reason: REASON[action], changes: { record: action } },
];
const cannot = ({ type }: CaseStreamFact): Refusal =>
  notAllowed(
    'cannot-withdraw',
    `A ${type} cannot be withdrawn by an import: record what really happened as a new fact.`,
  );

/** How facts are withdrawn that need more than a note that they were. */
const UNDO: { readonly [T in CaseStreamFact['type']]?: Undo<T> } = {
  DebtRegistered: debt,
  ChargeAssessed: ({ data }, action) => [adjust(data.debt, data.component, -data.amount, action)],
  BalanceAdjusted: ({ data }, action) => [adjust(data.debt, data.component, -data.delta, action)],
  WaiverApplied: ({ data }, action) => [adjust(data.debt, data.component, data.amount, action)],
  PaymentReceived: ({ data }) => [
    { type: 'ReversePayment', payment: data.payment, reason: 'MISPOST', basis: 'ORIGINAL_DATE' },
  ],
  PaymentReversed: cannot,
  RefundPaid: cannot,
  ContactAttempted: contact,
  MessageSent: contact,
  MessageReceived: contact,
  NoticeIssued: contact,
  VisitConducted: contact,
};

function undo(fact: CaseStreamFact, action: Withdrawal['action'], over: Over): readonly CaseCommand[] | Refusal {
  const special = UNDO[fact.type] as Undo<CaseStreamFact['type']> | undefined;
  if (special) return special(fact, action);
  const end = endingOf(fact, REASON[action]);
  return end && !over.has(end.of) ? [end.command] : [correct(fact, action)];
}

/** Each component is booked back; a debt of nothing has only its record to withdraw. */
function debt(fact: Of<'DebtRegistered'>, action: Withdrawal['action']): readonly CaseCommand[] {
  const owed = (Object.entries(fact.data.balances) as [Component, number][]).filter(([, amount]) => amount !== 0);
  if (owed.length === 0) return [correct(fact, action)];
  return owed.map(([component, amount]) => adjust(fact.data.debt, component, -amount, action));
}

function adjust(of: string, component: Component, delta: number, action: Withdrawal['action']): CaseCommand {
  // `0 + delta`: the ledger knows no negative zero.
  return { type: 'AdjustBalance', debt: of, component, delta: 0 + delta, reason: REASON[action] };
}

function correct(fact: CaseStreamFact, action: Withdrawal['action']): CaseCommand {
  return { type: 'CorrectRecord', event: fact.id, of: fact.type, action, reason: REASON[action] };
}
