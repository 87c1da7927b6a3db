/**
 * Facts about who saw what: reads of personal data and exports. They stand in streams of their own, never in the case: an
 * export must not move the head that it proves (design.md 3). Names and shapes are stored for ever. Nothing in them is
 * personal: ids, names of questions, dates.
 */
import type { CivilDate } from '../dates.js';
import type { FactOf } from '../fact.js';

/** What was seen, and the portfolio that it belonged to. */
export interface Seen {
  /** Stream id of a case, a party, a portfolio, … */
  readonly stream: string;
  /** Stream id; absent where it belongs to none. */
  readonly portfolio?: string;
}

export interface Access {
  /** The question: `case-history`, `party`, `audit-pack`. */
  readonly what: string;
  /** Role of the caller at that time. Who it was stands in the header: `by`, and `obo` where somebody else asked. */
  readonly role: string;
  /** Whose values it showed; none where it found nothing, or was about the whole ledger. */
  readonly seen: readonly Seen[];
  /** V and K, as they were asked for; absent: of now. */
  readonly asOf?: CivilDate;
  readonly knownAt?: string;
}

export type AccessFact =
  | FactOf<'RecordAccessed', Access>
  | FactOf<
      'ExportProduced',
      Access & {
        /** `zip`, `csv`, `parquet`, `pdf`. */
        readonly format: string;
        /** SHA-256 of the file's bytes, hex. */
        readonly digest?: string;
        /** Rows or cases in it. */
        readonly count?: number;
        /** The checkpoint that it proves against: size of the log, and its root in hex. */
        readonly size?: number;
        readonly root?: string;
        /** Role for which it was redacted. */
        readonly redacted?: string;
        /** Whom it is for: a reference such as `regulator:fca`, never a person's name. */
        readonly recipient?: string;
      }
    >;
