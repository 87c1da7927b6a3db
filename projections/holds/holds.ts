/** Holds as answers and rows show them. What holds is computed in `src/ledger/hold`. */
import type { Hold } from '../../src/ledger/hold/index.js';
import type { Standing } from '../read/standing.js';

/** A hold as answers show it. */
export interface HoldView {
  /** `dispute`, `plan`, `moratorium`, … */
  readonly source: string;
  readonly id: string;
  /** COLLECTION, CONTACT, or DIRECT_CONTACT: with the party itself; its attorney may be written to. */
  readonly stops: readonly string[];
  /** Debts that are held; null: all of the case. */
  readonly debts: readonly string[] | null;
  /** The held portion in minor units; null: the whole. */
  readonly amount: number | null;
  /** Whom it protects, and what they are in the case; null: the case itself is held. */
  readonly party: string | null;
  readonly role: string | null;
  /** First day on which it holds. */
  readonly since: string;
  /** First day on which it holds no more, where that is known. */
  readonly until: string | null;
  /** Code of the reason. */
  readonly why: string;
  /** Event id of the fact that placed it. */
  readonly event: string;
}

export function holdView({ source, id, stops, debts, amount, party, role, from, to, why, event }: Hold): HoldView {
  return {
    source,
    id,
    stops,
    debts: debts ?? null,
    amount: amount ?? null,
    party: party ?? null,
    role: role ?? null,
    since: from,
    until: to ?? null,
    why,
    event,
  };
}

/** A hold of the case itself as a row tells it: its span says until when. */
export interface StandingHold extends Standing {
  readonly stops: readonly string[];
  readonly debts?: readonly string[];
  readonly amount?: number;
  readonly since: string;
  readonly until?: string;
  readonly why: string;
  readonly event: string;
}

export function standingHold({
  source,
  id,
  stops,
  debts,
  amount,
  from: since,
  to: until,
  why,
  event,
}: Hold): StandingHold {
  return { source, id, stops, debts, amount, since, until, why, event };
}
