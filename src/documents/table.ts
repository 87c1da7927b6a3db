/** Tables from rows of any type: a column says its name, kind and titles once, and takes its value from a row. */
import type { Head, Kind, Pairs, Paragraph, Heading, Table, Typed, Values, Words } from './model.js';

export type Pair = readonly [en: string, zh: string];

export function words([en, zh]: Pair): Words {
  return { en, zh };
}

export type Column<R> = {
  readonly [K in Kind]: Head & { readonly kind: K; readonly value: (row: R, at: number) => Values[K] };
}[Kind];

interface More {
  readonly meaning?: Pair;
  readonly only?: 'data' | 'paper';
}

/** A column: name, kind, title in both languages, and its value. */
export function col<R, K extends Kind>(
  name: string,
  kind: K,
  title: Pair,
  value: (row: R, at: number) => Values[K],
  { meaning, only }: More = {},
): Column<R> {
  const more = { ...(meaning ? { meaning: words(meaning) } : {}), ...(only ? { only } : {}) };
  return { name, kind, title: words(title), value, ...more } as unknown as Column<R>;
}

interface Said<R> {
  readonly name: string;
  readonly about: Pair;
  readonly title?: Pair;
  readonly none?: Pair;
  readonly lead?: string;
  readonly anchor?: string;
  /** Which rows people read; all where left out. */
  readonly prints?: (row: R) => boolean;
}

export function table<R>(said: Said<R>, columns: readonly Column<R>[], rows: readonly R[]): Table {
  const { title, about, none, prints, ...rest } = said;
  return {
    kind: 'table',
    ...rest,
    about: words(about),
    ...(title ? { title: words(title) } : {}),
    ...(none ? { none: words(none) } : {}),
    ...(prints ? { printed: rows.flatMap((row, i) => (prints(row) ? [i] : [])) } : {}),
    heads: columns.map(({ value: _value, ...head }) => head),
    rows: rows.map((row, i) => columns.map(({ kind, value }) => ({ kind, value: value(row, i) }) as Typed)),
  };
}

export function paragraph(en: string, zh: string): Paragraph {
  return { kind: 'paragraph', words: { en, zh } };
}

export function note(en: string, zh: string): Paragraph {
  return { kind: 'paragraph', words: { en, zh }, tone: 'note' };
}

export function heading(en: string, zh: string): Heading {
  return { kind: 'heading', words: { en, zh } };
}

/** A value with its kind. */
export function typed<K extends Kind>(kind: K, value: Values[K]): Typed {
  return { kind, value } as unknown as Typed;
}

export function pairs(...list: readonly (readonly [title: Pair, value: Typed])[]): Pairs {
  return { kind: 'pairs', pairs: list.map(([title, value]) => ({ title: words(title), value })) };
}
