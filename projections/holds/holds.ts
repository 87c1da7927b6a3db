/**
 * Holds: why collection of a debt rests. Each source of holds is one pure function in the list below; a plan that stops
 * collection, a moratorium, a breathing space or an incident joins them by a line.
 */
import type { Standing, StandingSource } from '../read/standing.js';
import { disputeHolds } from './dispute.holds.js';

export interface Hold extends Standing {
  /** Debts that are held; absent: all of the case. */
  readonly debts?: readonly string[];
  /** The held portion in minor units; absent: the whole. */
  readonly amount?: number;
  /** First day on which it holds. */
  readonly since: string;
  /** First day on which it holds no more, where that is known ahead. */
  readonly until?: string;
  /** Code of the reason: a dispute's ground. */
  readonly why: string;
  /** Event id of the fact that placed it. */
  readonly event: string;
}

export const HOLD_SOURCES: readonly StandingSource<Hold>[] = [disputeHolds];
