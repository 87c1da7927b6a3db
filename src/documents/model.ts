/**
 * What a document is, before anybody renders it: chapters of paragraphs, pairs and tables whose values have kinds. It
 * knows no fact: who makes one gives titles in each language and typed values; a renderer decides how they look.
 */

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in each language. */
export type Words = Readonly<Record<Language, string>>;

/** A code with what it means; tables for programs keep the code. */
export interface Coded extends Words {
  readonly code: string;
}

/** What each kind of value is made of; null where there is none. */
export interface Values {
  /** The same in each language. */
  readonly text: string | null;
  readonly words: Words | null;
  readonly code: Coded | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  /** RFC 3339 instant, or a civil date where no time of day is known. */
  readonly instant: string | null;
  /** Whole minor units of the document's currency. */
  readonly money: number | null;
  readonly integer: number | null;
  /** Of a part: printed by its first digits. */
  readonly id: string | null;
  /** Event ids: printed by their number in the chronicle. */
  readonly events: readonly string[];
  /** A digest: hexadecimal. */
  readonly digest: string | null;
  readonly yes: boolean | null;
}
export type Kind = keyof Values;
export type Value = Values[Kind];

/** A value that says its kind. */
export type Typed = { readonly [K in Kind]: { readonly kind: K; readonly value: Values[K] } }[Kind];

export interface Head {
  /** In tables for programs: lower case, underscores. */
  readonly name: string;
  readonly kind: Kind;
  readonly title: Words;
  /** What it means, for the dictionary; the title where left out. */
  readonly meaning?: Words;
  /** For programs only, or for people only. */
  readonly only?: 'data' | 'paper';
}

export interface Table {
  readonly kind: 'table';
  /** File name of the table for programs: `allocations`. */
  readonly name: string;
  readonly title?: Words;
  /** What one row is. */
  readonly about: Words;
  readonly heads: readonly Head[];
  readonly rows: readonly (readonly Typed[])[];
  /** The rows that people get to read, by number; all where left out. */
  readonly printed?: readonly number[];
  /** Said instead of a table without rows. */
  readonly none?: Words;
  /** Name of the column that is printed as a paragraph below the others. */
  readonly lead?: string;
  /** Name of the column whose event each row is: what is printed elsewhere points there. */
  readonly anchor?: string;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly words: Words;
  readonly tone?: 'note';
}

export interface Heading {
  readonly kind: 'heading';
  readonly words: Words;
}

export interface Pairs {
  readonly kind: 'pairs';
  readonly pairs: readonly { readonly title: Words; readonly value: Typed }[];
}

export type Block = Paragraph | Heading | Pairs | Table;

export interface Chapter {
  /** Its number: 1 to 12. */
  readonly number: number;
  /** Name in file names: `chronicle`. */
  readonly name: string;
  readonly title: Words;
  readonly blocks: readonly Block[];
}

export interface Document {
  readonly title: Words;
  /** What stands under the title, and at the foot of each page. */
  readonly subtitle: Words;
  /** IANA zone in which instants are printed. */
  readonly zone: string;
  readonly currency: string | undefined;
  /** When it says to have been made: RFC 3339. The same document gives the same bytes. */
  readonly dated: string;
  /** Number of each event in the chronicle. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly chapters: readonly Chapter[];
}
