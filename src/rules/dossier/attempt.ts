/**
 * One interaction as rules count it: a call, message, letter or visit with all that came of it, or one that a permit has
 * reserved. One event serves every counter (docs/rules/counting.md).
 */
import type { CivilDate, Millis } from '../../ledger/dates.js';

export interface Conversation {
  readonly from?: Millis;
  readonly to?: Millis;
  /** Whether the debt was discussed with the right party, where somebody said so. */
  readonly effective?: boolean;
  /** Event id of the fact that says so. */
  readonly event: string;
}

/** What is asked for, or what happened. */
export interface Act {
  /** Start of the day where only the day is known. */
  readonly at: Millis;
  /** Present where only the day is known: rules about the time of day cannot tell. */
  readonly day?: CivilDate;
  /** The zone that the contact itself states, where it states one. */
  readonly zone?: string;
  readonly kind: 'ATTEMPT' | 'MESSAGE' | 'NOTICE' | 'VISIT';
  readonly channel: string;
  readonly direction: 'OUTBOUND' | 'INBOUND';
  readonly purpose: string;
  /** The person's party stream. */
  readonly party?: string;
  readonly role?: string;
  readonly point?: string;
  /** Debts that it is about: those named, else all of the case. */
  readonly debts: readonly string[];
  readonly cases: readonly string[];
  readonly staff?: string;
  readonly agency?: string;
  readonly mode?: string;
  /** Why a third person is asked again. */
  readonly reason?: string;
  /** A message that says how to opt out. */
  readonly optOut?: boolean;
  /** It answers a message of the person. */
  readonly reply?: boolean;
  readonly notice?: string;
  readonly discloses?: readonly string[];
  readonly itemizationDate?: CivilDate;
}

export interface Attempt extends Act {
  /** Contact id, or clearance id of a reservation. */
  readonly id: string;
  /** Event id of the fact that began it. */
  readonly event: string;
  /** Its facts, in order. */
  readonly events: string[];
  /** A permit that no contact has used yet. */
  readonly reserved: boolean;
  /** The permit that it used. */
  readonly clearance?: string;
  /** When the ledger was told. */
  readonly rec: Millis;
  /** Undefined while nobody has told. */
  connected?: boolean;
  /** Why it did not connect. */
  notConnected?: string;
  conversation?: Conversation;
  /** How the right party was verified. */
  rightParty?: string;
  /** Class of the voicemail that was left. */
  voicemail?: string;
  outcome?: string;
  delivery?: {
    readonly how: 'DELIVERED' | 'BOUNCED' | 'RETURNED';
    readonly at: Millis;
    readonly day: CivilDate;
    readonly event: string;
  };
  /** Event ids of attached recordings. */
  recordings?: string[];
  idShown?: boolean;
  entryConsent?: boolean;
  visitors?: readonly string[];
}

export function isOutbound({ direction }: Pick<Act, 'direction'>): boolean {
  return direction === 'OUTBOUND';
}

/** A telephone call placed by us: answered or not, voicemail or not. */
export function isCall({ channel, direction, kind }: Act): boolean {
  return channel === 'phone' && direction === 'OUTBOUND' && kind === 'ATTEMPT';
}
