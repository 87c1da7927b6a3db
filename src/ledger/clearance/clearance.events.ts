/**
 * Facts about clearances: may this person be contacted, on this way, about these debts, at this time? They stand in the
 * stream of the person contacted. Names and shapes are stored for ever.
 */
import type { CivilDate } from '../dates.js';
import type { FactOf, Flag } from '../fact.js';
import type { ContactMedium } from '../party/party.events.js';

/** What was asked. */
export interface Asked {
  readonly clearance: string;
  readonly purpose: string;
  /** In which role the person would be contacted. */
  readonly role?: string;
  /** Contact point of that party. */
  readonly point?: string;
  readonly channel: ContactMedium;
  readonly mode?: string;
  /** RFC 3339 instant. */
  readonly plannedAt: string;
  /** Cases and debts that it would be about; all of the cases' where none is named. */
  readonly cases: readonly string[];
  readonly debts?: readonly string[];
  readonly staff?: string;
  readonly agency?: string;
  /** Why a third person is asked again. */
  readonly reason?: string;
  /** When it was asked: an instant. Reservations that had run out by then did not count. */
  readonly askedAt: string;
}

/** What one rule says. */
export interface RuleVerdict {
  /** `US-F-1@1`. */
  readonly rule: string;
  /** `us@1`. */
  readonly pack: string;
  /** ALLOWED, NOT_EVALUATED, or the rule's outcome kind. */
  readonly outcome: string;
  /** BLOCKS forbids, WARNS only says; absent for neither. */
  readonly effect?: 'BLOCKS' | 'WARNS';
  /** Code of the reason; why it was not evaluated. */
  readonly reason?: string;
  /** Running counters, this contact included, with their limits. */
  readonly counters?: Readonly<Record<string, number>>;
  /** Event ids of the facts that it rests on. */
  readonly inputs?: readonly string[];
  /** When this rule would allow it: an instant; null where no time does. */
  readonly next?: string | null;
  /** Debts that it concerns, where not all. */
  readonly debts?: readonly string[];
  readonly flags?: readonly string[];
}

/** A portion that a hold keeps from collection. */
export interface HeldPortion {
  readonly case: string;
  readonly source: string;
  readonly debts?: readonly string[];
  /** Minor units; absent: the whole. */
  readonly amount?: number;
  readonly from: CivilDate;
  readonly to?: CivilDate;
  /** Event id of the fact that placed it. */
  readonly event: string;
}

/** Everything that the decision rests on: enough to make it again, byte for byte. */
export interface Judgement {
  /** Packs that were active, by name with version, with the digest of their canonical bytes. */
  readonly packs: readonly { readonly pack: string; readonly digest: string }[];
  /** Version of the tz database, and of each business-day calendar by id. */
  readonly tz: string;
  readonly calendars: Readonly<Record<string, string>>;
  /** Zones recorded of the person; none: each pack's own candidates were used. */
  readonly zones: readonly string[];
  /** Revision of each stream that was read, by stream; of the party's own, the revision before this fact. */
  readonly read: Readonly<Record<string, number>>;
  /** Version of how the packs were judged together; 1 where it is not there. */
  readonly judge?: number;
  /** Every rule consulted, by pack and rule. */
  readonly verdicts: readonly RuleVerdict[];
  readonly held: readonly HeldPortion[];
}

export type ClearanceFact =
  /** It reserves its attempt until `expiresAt`, until a contact names it, or until it is released. */
  | FactOf<
      'ContactPermitted',
      Asked & { readonly expiresAt: string; readonly judgement: Judgement; readonly flags?: readonly Flag[] }
    >
  | FactOf<
      'ContactBlocked',
      Asked & {
        /** First instant at which all rules would allow it, by what was known; null where none was found. */
        readonly nextAllowedAt: string | null;
        readonly judgement: Judgement;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'ClearanceReleased',
      { readonly clearance: string; readonly reason?: string; readonly flags?: readonly Flag[] }
    >;
