/** Commands: what somebody wants recorded or done, and what a decider gets to decide with. */
import type { ClearanceVerdict } from './clearance/verdict.js';
import type { CivilDate, Millis, Moment } from './dates.js';
import type { ErasureEvidence } from './erasure/evidence.js';
import type { AnyFact, New, Source, Zone } from './fact.js';
import type { Policy } from './policy.js';
import type { Refusal } from './refusal.js';

/** Any command. The two dates are optional: left out, it happened now. */
export interface Command {
  readonly type: string;
  /** When it happened: RFC 3339 instant, or a civil date where the time of day is not known. */
  readonly occurredAt?: Moment;
  /** Value date; the date of `occurredAt` in the case's zone where left out. */
  readonly effectiveDate?: CivilDate;
  /** Further fields of the source, kept with the fact as they are. Never personal. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Further personal fields of the source: sealed with the fact. */
  readonly sealed?: Readonly<Record<string, string>>;
}

/** A command with who sent it and how to know it again. */
export interface Request<C extends Command = Command> {
  readonly command: C;
  /** Command id: unique in its stream. */
  readonly cmd: string;
  readonly by: string;
  readonly obo?: string;
  readonly src?: Source;
  readonly corr?: string;
  /** `If-Match`: the revision that the sender saw. */
  readonly expected?: number;
  /** Zone of the command's own civil dates, where it differs from the case's. */
  readonly zone?: Zone;
  /** Everybody who may be the same person as `by`, for a command that needs other eyes; `by` alone where left out. */
  readonly hands?: ReadonlySet<string>;
  /**
   * Somebody sends it now: what nobody decides alone names a request that another person approved. Left out by imports and
   * seeds: what they bring in was approved elsewhere.
   */
  readonly asksApproval?: boolean;
  /** Of an import: what it changes for many others may be posted in a later append, which the import sends. */
  readonly mayPostLater?: true;
  /** Id of the part that it creates (`IdPort.part`), where the sender has worked it out already. */
  readonly partId?: string;
}

/** What a decider may know beside command and state. Time is a value. */
export interface Context {
  readonly policy: Policy;
  readonly now: Millis;
  /** Today in the stream's zone. */
  readonly today: CivilDate;
  /** When it happened, defaults applied. */
  readonly at: Moment;
  readonly eff: CivilDate;
  /** Id for the part that this command creates. */
  readonly newId: string;
  /** Who sends the command. */
  readonly by: string;
  /** Everybody who may be the same person as `by`, for what needs four eyes; `by` alone where left out. */
  readonly hands?: ReadonlySet<string>;
  /** What nobody decides alone has to name a request that another person approved. */
  readonly asksApproval: boolean;
  /** What it changes for many others may be posted in a later append. */
  readonly mayPostLater?: true;
  /** What the rules say, of a command that is judged. */
  readonly verdict?: ClearanceVerdict;
  /** What stands against an erasure, of a command that is weighed. */
  readonly erasure?: ErasureEvidence;
  /** Facts of the party and of its cases, for a command that names something of them. */
  readonly others?: readonly AnyFact[];
}

export type Decision<F extends AnyFact> = readonly New<F>[] | Refusal;

/** One pure function per command. */
export type Decider<C extends Command, S, F extends AnyFact> = (command: C, state: S, context: Context) => Decision<F>;

/** How a command is decided, and which of its fields are personal. */
export interface Rule<C extends Command, S, F extends AnyFact> {
  readonly decide: Decider<C, S, F>;
  /** Kind of the part it creates (`payment`), for its id. */
  readonly creates?: string;
  /** Fields that are personal or free text: sealed, and keyed before they enter the command MAC. */
  readonly personal?: readonly string[];
  /** Fields that hold a whole document, which may be long. */
  readonly documents?: readonly string[];
  /** The rules are asked first, on the state that the command is decided on (`VerdictPort`). */
  readonly judged?: true;
  /** What stands against an erasure is looked up first (`ErasurePort`). */
  readonly weighed?: true;
  /** Refuses who asked for it: the sender says whose hands it may be (`Request.hands`). */
  readonly fourEyes?: true;
  /** Whether the command names something of the party's cases: then their facts are looked up first (`OthersPort`). */
  readonly namesOthers?: (command: C) => boolean;
}

/** The rules of a union of commands, one each: a command without a rule does not compile. */
export type Rules<C extends Command, S, F extends AnyFact> = {
  readonly [T in C['type']]: Rule<Extract<C, { type: T }>, S, F>;
};

/** A kind of stream: its first state, its fold and its deciders. */
export interface StreamKind<C extends Command, S, F extends AnyFact> {
  readonly category: string;
  initial(stream: string): S;
  evolve(state: S, fact: F): S;
  readonly rules: Rules<C, S, F>;
  /** What must be recorded before a command is decided, in its append: what an import left to be posted. */
  before?(state: S, request: Request): Command | undefined;
  /** Zone of the stream's civil dates; undefined before the first fact: then the portfolio's applies. */
  zoneOf(state: S, command: C): Zone | undefined;
  /** The portfolio whose policy applies; undefined where none does. */
  portfolioOf(state: S, command: C): string | undefined;
  /** Whose personal data a command's further fields are. */
  subjectOf(state: S): string;
  /** The stream's facts, where its state keeps them: what the rules are asked with. */
  factsOf?(state: S): readonly AnyFact[];
  /** The cases that a person takes part in, with the roles: whose erasure is weighed. */
  casesOf?(state: S): ReadonlyMap<string, readonly string[]>;
}

/** What a command did. A repeated command answers like the first time. */
export interface Done {
  readonly kind: 'done';
  readonly stream: string;
  /** Revision of the command's last fact. */
  readonly revision: number;
  /** Store position of that fact: wait for it to read your own write. */
  readonly position: number;
  /** Event ids, in order. */
  readonly events: readonly string[];
  /** Id of the part that was created. */
  readonly id?: string;
  readonly repeated: boolean;
  /** What it changes for others is not posted yet (`mayPostLater`). */
  readonly postsLater?: true;
}

/** The store could not write, or could not say whether it did. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly why: 'no-room' | 'unknown-outcome' | 'busy' | 'too-large' | 'closed' | 'clock-ahead';
  readonly message: string;
}

export type Outcome = Done | Refusal | Trouble;
