/** Facts of a case as interruptions: suits, agreements, payments, demands made through others. */
import { OBLIGORS } from '../../ledger/hold/index.js';
import type { CivilDate } from '../../ledger/dates.js';
import type { AllocationLine } from '../../ledger/payment/index.js';
import { saidList, saidText } from '../dossier/spell.js';
import { numberOf, textOf, type Said } from '../duties/said.js';
import type { Ground, Interruption } from './interruption.js';

/** Facts that end a procedure, a plan or a payment, by the id that they name. */
export interface Ends {
  readonly judgments: ReadonlyMap<string, Said>;
  readonly enforcements: ReadonlyMap<string, Said>;
  readonly plans: ReadonlyMap<string, Said>;
  /** Terms of plans by plan and version. */
  readonly terms: ReadonlyMap<string, Said>;
  /** What was taken back of a payment. */
  readonly reversals: ReadonlyMap<string, readonly Said[]>;
  /** Debts that a payment was used on; undefined: the ledger was not told. */
  readonly paidOn: (payment: string) => readonly string[] | undefined;
}

type Reader = (said: Said, ends: Ends) => readonly Interruption[];

function of(ground: Ground, { id: event, eff: on, fields }: Said): Interruption {
  return { ground, on, debts: saidList({ fields }, 'debts'), event, inputs: [event] };
}

const plain =
  (ground: Ground): Reader =>
  (said) => [of(ground, said)];

function later(on: CivilDate, other: CivilDate | undefined): CivilDate {
  return other !== undefined && other > on ? other : on;
}

function suit(said: Said, { judgments }: Ends): Interruption[] {
  const judgment = judgments.get(textOf(said, 'action'));
  const begun = of('SUIT', said);
  if (!judgment) return [{ ...begun, again: null }];
  const again = later(begun.on, judgment.eff);
  return [{ ...begun, again, inputs: [begun.event, judgment.id], flags: ['judgment-entered'] }];
}

function enforcement(said: Said, { enforcements }: Ends): Interruption[] {
  const ended = enforcements.get(textOf(said, 'enforcement'));
  const begun = of('ENFORCEMENT', said);
  if (!ended) return [{ ...begun, again: null }];
  return [{ ...begun, again: later(begun.on, ended.eff), inputs: [begun.event, ended.id] }];
}

/** A plan's terms have a version: both together name them. */
export function versionOf(said: Said): string {
  return `${textOf(said, 'plan')} ${numberOf(said, 'version')}`;
}

function lastInstalment({ fields }: Said): CivilDate | undefined {
  const instalments = fields['instalments'] as readonly { readonly dueDate: CivilDate }[] | undefined;
  return instalments
    ?.map(({ dueDate }) => dueDate)
    .sort()
    .at(-1);
}

/** A debt to be performed in instalments: the period runs from the last. Where the plan ended early, nobody has settled it. */
function agreedPlan(said: Said, { plans, terms }: Ends): Interruption[] {
  const plan = textOf(said, 'plan');
  const agreed = 'instalments' in said.fields ? said : terms.get(versionOf(said));
  const begun = of('PLAN', said);
  const inputs = agreed && agreed !== said ? [said.id, agreed.id] : [said.id];
  const sure = { ...begun, debts: agreed && saidList(agreed, 'debts'), inputs };
  const last = agreed && lastInstalment(agreed);
  if (last === undefined || last <= said.eff) return [sure];
  const ended = plans.get(plan);
  if (!ended) return [{ ...sure, again: last, flags: ['runs-from-last-instalment'] }];
  return [sure, { ...sure, again: last, inputs: [...inputs, ended.id], doubt: 'plan-ended-early' }];
}

function proposal(said: Said): Interruption[] {
  return said.fields['proposer'] === 'DEBTOR' ? [of('PLAN', said)] : [];
}

function deferral(said: Said, { terms }: Ends): Interruption[] {
  const begun = of('DEFERRAL', said);
  const planned = terms.get(versionOf(said));
  const debts = begun.debts ?? (planned && saidList(planned, 'debts'));
  return [{ ...begun, debts, again: later(begun.on, saidText(said, 'until')) }];
}

function acknowledgment(said: Said): Interruption[] {
  const doubt = said.fields['form'] === 'CONDUCT' ? 'acknowledged-by-conduct' : undefined;
  return [{ ...of('ACKNOWLEDGMENT', said), doubt }];
}

function demand(said: Said): Interruption[] {
  return [of(said.fields['kind'] as Ground, said)];
}

/** Who pays; where nobody was named it is the debtor. */
const OBLIGOR_ROLES: ReadonlySet<string> = new Set(['', ...OBLIGORS]);

/** Who pays a part acknowledges the whole; whether one that was taken back wholly still says so is not settled. */
function payment(said: Said, { reversals, paidOn }: Ends): Interruption[] {
  const [id, amount, payerRole] = [textOf(said, 'payment'), numberOf(said, 'amount'), textOf(said, 'payerRole')];
  if (amount <= 0) return [];
  const debts = saidList(said, 'directedTo') ?? paidOn(id);
  if (debts?.length === 0) return [];
  const back = reversals.get(id) ?? [];
  const left = back.reduce((sum, one) => sum - numberOf(one, 'amount'), amount);
  const isOwn = OBLIGOR_ROLES.has(payerRole);
  const doubt = left <= 0 ? 'reversed-payment' : isOwn ? undefined : 'paid-by-another';
  return [{ ...of('PAYMENT', said), debts, inputs: [said.id, ...back.map((one) => one.id)], doubt }];
}

/** Which facts interrupt, and how. */
export const READERS: Readonly<Record<string, Reader>> = {
  LegalActionFiled: suit,
  PreservationRequested: plain('PRESERVATION'),
  EnforcementApplied: enforcement,
  DemandRecorded: demand,
  PromiseMade: plain('PROMISE'),
  PromiseRenegotiated: plain('PROMISE'),
  PlanProposed: proposal,
  PlanCounterOffered: proposal,
  PlanAgreed: agreedPlan,
  PlanRestructured: agreedPlan,
  DeferralGranted: deferral,
  SettlementAccepted: plain('SETTLEMENT'),
  DebtAcknowledged: acknowledgment,
  PaymentReceived: payment,
};

/** What a waterfall did with the money of payments, as lines by debt. */
export function linesIn(said: Said): readonly (readonly [string, readonly AllocationLine[]])[] {
  const { type, fields } = said;
  if (type === 'PaymentUnallocatedHeld') return [[textOf(said, 'payment'), []]];
  if (type === 'PaymentAllocated') return [[textOf(said, 'payment'), fields['lines'] as AllocationLine[]]];
  if (type !== 'PaymentsReallocated') return [];
  const changes = fields['changes'] as readonly { credit: string; lines: readonly AllocationLine[] }[];
  return changes.map(({ credit, lines }) => [credit, lines] as const);
}
