/**
 * The fields of a register's deeds: what a value is, whether it may be left out, whether it is sealed, and an example of
 * it. Checks, DTO, mapping, samples and documentation all follow from these.
 */
import type { CivilDate } from '../dates.js';

export type FieldKind =
  /** A code or reference without quotes or semicolons. */
  | 'code'
  /** A short line in words. */
  | 'line'
  /** Free text or a personal value: leaves the body and is sealed. */
  | 'words'
  | 'date'
  | 'instant'
  /** Minor units. */
  | 'amount'
  | 'count'
  | 'yes'
  | 'currency'
  /** An exact decimal as text, such as `18.25`. */
  | 'decimal'
  /** SHA-256, 64 hexadecimal digits. */
  | 'digest'
  | 'codes'
  | 'choice'
  /** Id of a party's stream. */
  | 'party'
  /** Id of a case's stream. */
  | 'case'
  /** Id of a part of the same stream. */
  | 'part'
  | 'debts';

export interface Field<T = unknown, O extends boolean = boolean, S extends boolean = boolean> {
  readonly kind: FieldKind;
  readonly optional: O;
  readonly sealed: S;
  readonly example: T;
  /** The values of a choice. */
  readonly values?: readonly string[];
  /** The kind of part that it names. */
  readonly part?: string;
  /** It names another party than that of the stream. */
  readonly other?: true;
  /** What of the party's cases it names: ids of debts, or event ids of contacts. */
  readonly among?: 'debts' | 'contacts';
  readonly maximum?: number;
  /** What OpenAPI says of it. */
  readonly about?: string;
}

export type Fields = Readonly<Record<string, Field>>;

type Must<T> = Field<T, false, false>;

function must<T>(kind: FieldKind, example: T, more: Partial<Field> = {}): Must<T> {
  return { kind, optional: false, sealed: false, example, ...(more as object) };
}

/** The same field, which may be left out. */
export function opt<T, S extends boolean>(field: Field<T, false, S>): Field<T, true, S> {
  return { ...field, optional: true };
}

/** The same field with a word about what it means. */
export function about<F extends Field>(field: F, text: string): F {
  return { ...field, about: text };
}

export const code = (example: string): Must<string> => must('code', example);
export const line = (example: string): Must<string> => must('line', example);
export const date = (example: CivilDate): Must<CivilDate> => must('date', example);
export const instant = (example: string): Must<string> => must('instant', example);
export const amount = (example: number): Must<number> => must('amount', example);
export const count = (example: number, maximum?: number): Must<number> => must('count', example, { maximum });
export const yes = (example: boolean): Must<boolean> => must('yes', example);
export const currency = (example: string): Must<string> => must('currency', example);
export const decimal = (example: string): Must<string> => must('decimal', example);
export const codes = (...example: string[]): Must<readonly string[]> => must('codes', example);
export const digest = (): Must<string> => must('digest', 'ab'.repeat(32));
export const party = (): Must<string> => must('party', 'party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11');
/** Another party than that of the stream: nobody represents himself. */
export const otherParty = (): Must<string> => ({ ...party(), other: true });
export const caseId = (): Must<string> => must('case', 'case-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11');
export const debts = (): Must<readonly string[]> => must('debts', []);
/** Debts of the cases of a party. */
export const debtsOfCases = (): Must<readonly string[]> => must('debts', [], { among: 'debts' });
/** Event ids of contacts with a party, and of its contact points. */
export const contactEvents = (...example: string[]): Must<readonly string[]> =>
  must('codes', example, { among: 'contacts' });

/** Id of a part of the same stream: a contact, a payment, a promise. */
export const part = (kind: string): Must<string> =>
  must('part', '8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12', { part: kind });

/** One of the named values; the first is the example. */
export function choice<const V extends string>(...values: readonly [V, ...V[]]): Must<V> {
  return must<V>('choice', values[0], { values });
}

export function words(example: string): Field<string, false, true> {
  return { kind: 'words', optional: false, sealed: true, example };
}

type ValueOf<F> = F extends Field<infer T> ? T : never;
type Named<F extends Fields, O extends boolean, S extends boolean> = {
  [K in keyof F]: F[K] extends Field<unknown, O, S> ? K : never;
}[keyof F];

/** Fields as a command gives them. */
export type Given<F extends Fields> = { readonly [K in Named<F, false, boolean>]: ValueOf<F[K]> } & {
  readonly [K in Named<F, true, boolean>]?: ValueOf<F[K]>;
};

/** Fields as the fact keeps them: what is sealed has left. */
export type Kept<F extends Fields> = { readonly [K in Named<F, false, false>]: ValueOf<F[K]> } & {
  readonly [K in Named<F, true, false>]?: ValueOf<F[K]>;
};
