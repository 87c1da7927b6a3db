/** Notices of deadlines that rule packs set. Names and shapes are stored for ever. */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';

export type DeadlineState = 'OPEN' | 'MET' | 'MISSED' | 'NONE';

interface Noticed {
  readonly ordinal: number;
  /** `UK-DISP-2@1` and `uk@1`. */
  readonly rule: string;
  readonly pack: string;
  /** The complaint, debt, action … that it is about. */
  readonly subject: string;
  /** Code of what is due: `final-response`. */
  readonly reason: string;
  /** Last day on which it could be met. */
  readonly due: CivilDate;
  /** Event id of the fact that set it. */
  readonly setBy: string;
  readonly flags?: readonly Flag[];
}

export type DeadlineFact =
  /** A notice; no fold of outcomes reads it (law 4). It became so on the day after the last one. */
  | FactOf<'DeadlineMissed', Noticed>
  /** What became known since says otherwise. NONE: there is no such deadline. */
  | FactOf<'DeadlineMissRevised', Noticed & { readonly from: 'MISSED'; readonly to: DeadlineState }>;
