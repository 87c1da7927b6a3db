/** What restarts a period of limitation. */
import type { CivilDate } from '../../ledger/dates.js';

/** Grounds; a pack names those that its law knows. */
export const GROUNDS = [
  'DEMAND',
  'SUIT',
  'ARBITRATION',
  'PAYMENT_ORDER',
  'PRESERVATION',
  'ENFORCEMENT',
  'NEWSPAPER_NOTICE',
  'POLICE_REPORT',
  'ACCOUNT_DEBIT',
  'INSOLVENCY_CLAIM',
  'OTHER',
  'PROMISE',
  'PLAN',
  'DEFERRAL',
  'SETTLEMENT',
  'ACKNOWLEDGMENT',
  'PAYMENT',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** What the obligor agrees to or performs: it counts after the period has run out, too. */
const BY_OBLIGOR: ReadonlySet<Ground> = new Set([
  'PROMISE',
  'PLAN',
  'DEFERRAL',
  'SETTLEMENT',
  'ACKNOWLEDGMENT',
  'PAYMENT',
]);

export interface Interruption {
  readonly ground: Ground;
  /** The day on which it happened. */
  readonly on: CivilDate;
  /** The day from which the period runs again, where later: the end of a suit, the last instalment. Null: not ended yet. */
  readonly again?: CivilDate | null;
  /** Debts that it is about; all of the case where left out. A claim to a part interrupts for the whole. */
  readonly debts?: readonly string[];
  /** Event id of the fact. */
  readonly event: string;
  /** That one and what proves it: delivery, recording, contact point. */
  readonly inputs: readonly string[];
  /** Why it is not settled whether it counts: both answers are given. */
  readonly doubt?: string;
  /** What whoever relies on it should know. */
  readonly flags?: readonly string[];
}

export function isByObligor({ ground }: Interruption): boolean {
  return BY_OBLIGOR.has(ground);
}

export function concernsDebt({ debts }: Pick<Interruption, 'debts'>, debt: string): boolean {
  return debts === undefined || debts.includes(debt);
}
