/**
 * A register: what a department records and follows up, one entry each - tasks, preservation orders, consents, trainings.
 * Its deeds say which command records which fact with which fields; everything else follows from that (ADR 0015).
 *
 * What moves money, is counted or is derived has a room and code of its own; a register has neither.
 */
import type { Command, Context } from '../command.js';
import type { FactOf, Flag, NewFactOf } from '../fact.js';
import type { Refusal } from '../refusal.js';
import type { Entries, Entry } from './entries.state.js';
import type { Fields, Given, Kept } from './field.js';

/** The kind of stream whose facts a register holds. */
export type RegisterStream = 'case' | 'party' | 'portfolio' | 'staff' | 'incident' | 'agency';

/** What a deed does to its entry. */
export type Does =
  /** Begins the stream: the entry is the stream itself. */
  | 'founds'
  /** Makes an entry that is open until a deed ends it. */
  | 'opens'
  /** Makes an entry that nothing follows. */
  | 'notes'
  /** Something happened to an entry. */
  | 'steps'
  /** Nothing more is to be done. */
  | 'ends';

/** An intention or impossible input that this deed refuses, beyond what its fields say. */
export type Check<F extends Fields> = (
  given: Given<F>,
  entry: Entry | undefined,
  context: Context,
) => Refusal | undefined;

/** What deserves a second look about a deed, by the entries that are there already. Flags never stop a fact (law 1). */
export type FlagsOf<F extends Fields> = (given: Given<F>, entries: Entries, context: Context) => readonly Flag[];

export interface Deed<T extends string = string, F extends Fields = Fields, D extends Does = Does> {
  readonly fact: T;
  readonly does: D;
  /** What the route says it records. */
  readonly says: string;
  readonly fields: F;
  /** Last part of its route, where the register's own is not enough. */
  readonly at?: string;
  /** What else becomes true by it, in the same append. */
  also?(given: Given<F>): readonly NewFactOf<string, object>[];
  /** Its check refuses who asked: whose hands the sender may be is looked up first. */
  readonly fourEyes?: true;
  // A method, so that a deed with a check is a deed: parameters of methods are compared both ways.
  check?(given: Given<F>, entry: Entry | undefined, context: Context): Refusal | undefined;
  flags?(given: Given<F>, entries: Entries, context: Context): readonly Flag[];
}

export type Deeds = Readonly<Record<string, Deed>>;

export interface Register<N extends string = string, D extends Deeds = Deeds, W extends boolean = boolean> {
  readonly stream: RegisterStream;
  /** One entry, and the name of its id in facts: `task`. */
  readonly entry: N;
  /** Several, in routes: `tasks`. */
  readonly path: string;
  /** Its one entry is the stream itself: an incident, a member of staff. */
  readonly whole: W;
  /** The question it answers, for people. */
  readonly asks: string;
  readonly deeds: D;
}

type Said<N extends string, D extends Deeds> = Omit<Register<N, D>, 'whole'>;

/** Says a register; gives it back with all its names in its type. */
export function register<const N extends string, D extends Deeds>(of: Said<N, D>): Register<N, D, false> {
  return { ...of, whole: false };
}

/** Says a register whose one entry is the stream itself. */
export function wholeRegister<const N extends string, D extends Deeds>(of: Said<N, D>): Register<N, D, true> {
  return { ...of, whole: true };
}

type More<F extends Fields> = Pick<Deed<string, F>, 'at' | 'also' | 'fourEyes'> & {
  readonly check?: Check<F>;
  readonly flags?: FlagsOf<F>;
};
type Make<D extends Does> = <const T extends string, F extends Fields>(
  fact: T,
  says: string,
  fields: F,
  more?: More<F>,
) => Deed<T, F, D>;

function deed<D extends Does>(does: D): Make<D> {
  return (fact, says, fields, more = {}) => ({ fact, does, says, fields, ...more });
}

export const founds = deed('founds');
export const opens = deed('opens');
export const notes = deed('notes');
export const steps = deed('steps');
export const ends = deed('ends');

type IdIn<N extends string, W> = W extends true ? unknown : { readonly [K in N]: string };
type Names<N extends string, D extends Does, W> = D extends 'steps' | 'ends' ? IdIn<N, W> : unknown;

/** The commands of a register. */
export type CommandOf<R> =
  R extends Register<infer N, infer D, infer W>
    ? {
        [C in keyof D & string]: D[C] extends Deed<string, infer F, infer A>
          ? Command & { readonly type: C } & Given<F> & Names<N, A, W>
          : never;
      }[keyof D & string]
    : never;

/** The facts of a register. */
export type FactsOf<R> =
  R extends Register<infer N, infer D, infer W>
    ? {
        [C in keyof D & string]: D[C] extends Deed<infer T, infer F>
          ? FactOf<T, Kept<F> & IdIn<N, W> & { readonly flags?: readonly Flag[] }>
          : never;
      }[keyof D & string]
    : never;

export function makesEntry({ does }: Deed): boolean {
  return does === 'opens' || does === 'notes' || does === 'founds';
}

/** Whether a command must name the entry that it is about. */
export function namesEntry({ whole }: Register, deed: Deed): boolean {
  return !whole && !makesEntry(deed);
}

/** Names of the fields that leave the body. */
export function sealedFields({ fields }: Deed): string[] {
  return Object.entries(fields).flatMap(([name, field]) => (field.sealed ? [name] : []));
}
