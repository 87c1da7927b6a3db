/** A hold: what stops collection of a case, or contact with whoever owes it, over which days (domain/model.md 4.4). */
import type { PartyRole } from '../case/case.events.js';
import type { CivilDate } from '../dates.js';

export const HOLD_SOURCE_NAMES = [
  'dispute',
  'plan',
  'moratorium',
  'death',
  'incapacity',
  'bankruptcy',
  'cease-request',
  'representation',
  'incident',
] as const;
export type HoldSourceName = (typeof HOLD_SOURCE_NAMES)[number];

/** DIRECT_CONTACT: with the party itself; its attorney may be written to. */
export const STOPPED = ['COLLECTION', 'CONTACT', 'DIRECT_CONTACT'] as const;
export type Stopped = (typeof STOPPED)[number];

/** Roles of those who owe: what befalls them holds the case. */
export const OBLIGORS = ['DEBTOR', 'JOINT_DEBTOR', 'GUARANTOR'] as const satisfies readonly PartyRole[];
export type Obligor = (typeof OBLIGORS)[number];

/** Half-open: `from` is the first day that is held, `to` the first day that is not. */
export interface HoldTime {
  readonly from: CivilDate;
  /** Absent: no end is known. */
  readonly to?: CivilDate;
}

export interface Hold extends HoldTime {
  readonly source: HoldSourceName;
  /** The dispute, plan, or entry of a register. */
  readonly id: string;
  readonly stops: readonly Stopped[];
  /** Debts that are held; absent: all of the case. */
  readonly debts?: readonly string[];
  /** The held portion in minor units; absent: the whole. */
  readonly amount?: number;
  /** Whom it protects, and what they are in the case; absent: the case itself is held. */
  readonly party?: string;
  readonly role?: Obligor;
  /** Code of the reason: a dispute's ground, the kind of a moratorium. */
  readonly why: string;
  /** Event id of the fact that placed it. */
  readonly event: string;
}

export function isHeldOn({ from, to }: HoldTime, day: CivilDate): boolean {
  return from <= day && (to === undefined || day < to);
}

/**
 * Whether a hold takes a promise of these debts out of the denominator of the kept rate, where it lay in its window:
 * collection was held, the debtor was under a moratorium or insolvent, or had died. What stops contact alone does not.
 */
export function excludesPromise({ stops, debts, role }: Hold, promised: readonly string[]): boolean {
  if (!stops.includes('COLLECTION') || (role !== undefined && role !== 'DEBTOR')) return false;
  return debts === undefined || debts.some((debt) => promised.includes(debt));
}
