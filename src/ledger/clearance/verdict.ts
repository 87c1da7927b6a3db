/** What a clearance asks of the rules, and what they answer. The question names the state that it is decided on. */
import type { Millis } from '../dates.js';
import type { AnyFact } from '../fact.js';
import type { Judgement } from './clearance.events.js';

/** What is asked about a contact; what is left out is filled in from the party and its cases. */
export interface AskedContact {
  readonly channel: string;
  readonly purpose?: string;
  readonly role?: string;
  readonly point?: string;
  readonly mode?: string;
  readonly plannedAt?: string;
  readonly case?: string;
  /** Of a decision that is made again: the cases that it was about. */
  readonly cases?: readonly string[];
  readonly debts?: readonly string[];
  readonly staff?: string;
  readonly agency?: string;
  readonly reason?: string;
}

export interface ClearanceQuestion {
  readonly contact: AskedContact;
  /** Stream of the person. */
  readonly party: string;
  /** Its facts, those of the append under way included, and its revision with them. */
  readonly facts: readonly AnyFact[];
  readonly revision: number;
  /** When it is asked. */
  readonly now: Millis;
}

export interface ClearanceVerdict {
  readonly permitted: boolean;
  readonly purpose: string;
  readonly role?: string;
  /** RFC 3339 instant. */
  readonly plannedAt: string;
  readonly cases: readonly string[];
  readonly debts?: readonly string[];
  readonly nextAllowedAt: string | null;
  readonly judgement: Judgement;
}
