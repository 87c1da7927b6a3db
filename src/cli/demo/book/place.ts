/** What a country gives to its book: who lives there, what is owed, what people say. */
import type { Balances } from '../../../ledger/components.js';
import type { DisputeGround } from '../../../ledger/dispute/index.js';
import type { CreatePortfolio } from '../../../ledger/portfolio/index.js';
import type { Dice } from './dice.js';

export interface Person {
  readonly kind: 'PERSON' | 'ORGANISATION';
  readonly name: string;
  readonly birthDate?: string;
  readonly idNumber?: string;
  readonly address: string;
  readonly phone: string;
  readonly email?: string;
}

/** A kind of debt: what it is for, and how much is owed, in minor units, when it comes into the book. */
export interface DebtKind {
  readonly product: string;
  readonly creditor: string;
  readonly open: (dice: Dice) => Balances;
}

/** What a person says in a conversation. */
export type Said =
  | 'will-pay'
  | 'salary-late'
  | 'forgot'
  | 'half-now'
  | 'hardship'
  | 'excuse'
  | 'refuses'
  | 'disputes'
  | 'paid-already'
  | 'third-party'
  | 'speaks-for'
  | 'calls-back';

/** What the firm writes; `{name}`, `{owed}` and `{due}` are filled in. */
export type Message = 'reminder' | 'promise-due' | 'thanks' | 'offer' | 'answer';
/** What the debtor writes. */
export type Reply = 'asks-balance' | 'has-paid' | 'stop';
/** What a collector notes for colleagues. */
export type Topic =
  'first-look' | 'hardship-proof' | 'traced' | 'skip-trace' | 'handover' | 'legal' | 'late-money' | 'plan';
export type Grievance = 'too-often' | 'late-hour' | 'third-party' | 'charges';
export type Verdict = 'UPHELD' | 'PARTLY_UPHELD' | 'REJECTED';
export type Ground = Extract<DisputeGround, 'AMOUNT' | 'PAID' | 'IDENTITY' | 'INTEREST' | 'LEGALITY' | 'LIMITATION'>;

/** A place needs the words that its stories use; a story that finds none is a bug. */
type Sayings<T extends string> = Readonly<Partial<Record<T, readonly string[]>>>;

export interface Words {
  readonly said: Sayings<Said>;
  readonly messages: Sayings<Message>;
  readonly replies: Sayings<Reply>;
  readonly notes: Sayings<Topic>;
  readonly complaints: Sayings<Grievance>;
  readonly verdicts: Sayings<Verdict>;
  readonly disputes: Sayings<Ground>;
  /** What a corrected contact record should have said. */
  readonly corrections: readonly string[];
}

export interface Place {
  /** All but when it was created: the book says that. */
  readonly portfolio: CreatePortfolio & { readonly currency: string };
  /** First letters of its case references. */
  readonly prefix: string;
  /** BCP 47. */
  readonly language: string;
  /** Days by which a debt is overdue when its case is opened: least and most. Negative: it falls due later. */
  readonly overdue: readonly [number, number];
  /** Sums that people name are whole multiples of this, minor units. */
  readonly neat: number;
  readonly person: (dice: Dice) => Person;
  readonly lawyers: (dice: Dice) => Person;
  readonly staff: readonly string[];
  readonly teams: readonly string[];
  readonly agencies: readonly string[];
  readonly courts: readonly string[];
  /** How money comes in. Those of `booked` have a value date and no time of day. */
  readonly methods: { readonly instant: readonly string[]; readonly booked: readonly string[] };
  /** How the right party is verified. */
  readonly verified: readonly string[];
  readonly debts: readonly [DebtKind, ...DebtKind[]];
  readonly words: Words;
}
