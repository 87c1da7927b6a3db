/** What an erasure is decided on beside the party's own stream (`ErasurePort`). */
import type { CivilDate } from '../dates.js';

/** Why a case keeps the person's data. */
export interface KeepingDuty {
  readonly ground: 'LEGAL_HOLD' | 'OPEN_CASE' | 'RETENTION';
  readonly case: string;
  /** Last day on which it must be kept; absent where no end is known. */
  readonly until?: CivilDate;
  /** Rule `US-F-17@1`, or id of the hold. */
  readonly by?: string;
}

export interface ErasureEvidence {
  /** Keys under which the person's values lie. */
  readonly keyIds: readonly string[];
  /** What keeps them, on the day. */
  readonly duties: readonly KeepingDuty[];
  /** Revision by stream that was read. */
  readonly read: Readonly<Record<string, number>>;
}

export interface ErasureQuestion {
  readonly party: string;
  /** The cases that the party takes part in, with its roles. */
  readonly cases: ReadonlyMap<string, readonly string[]>;
  readonly asOf: CivilDate;
}
