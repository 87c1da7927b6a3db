/** What the sentences of one fact are built with: amounts, codes, names and sealed words in the reader's language. */
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { moneyText, percentText } from './amounts.js';
import { codeText, type CodeKind } from './codes.js';
import { named, quoted, shortId } from './plain.js';
import { carries, wordsText, type Locale, type Words } from './words.js';

export interface Speaker {
  /** Minor units, in the currency given or else the case's. */
  readonly money: (minor: number | bigint, currency?: string) => string;
  /** Basis points. */
  readonly percent: (bps: number) => string;
  /** A code in words; as it is where the dictionary does not know it. */
  readonly code: (kind: CodeKind, value: string) => string;
  /** A code, reference, name or date as it was recorded. */
  readonly name: (text: string) => string;
  /** A debt, payment, contact, party …, by the first digits of its id. */
  readonly id: (id: string) => string;
  readonly ids: (ids: readonly string[]) => string;
  /** An event id, in full. */
  readonly event: (id: string) => string;
  /** Free text in quotation marks. */
  readonly quote: (text: string) => string;
  /** A personal value that every fact of the type has. */
  readonly words: (field: string) => string;
  /** A personal value that the fact may have; undefined where it has none. */
  readonly optional: (field: string) => string | undefined;
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
  /** The clauses that are there, with commas between. */
  readonly say: (...clauses: readonly (string | undefined)[]) => string;
  /** The clauses that are there, with spaces between. */
  readonly phrase: (...clauses: readonly (string | undefined)[]) => string;
  /** `head: tail`, or the head alone where there is no tail. */
  readonly colon: (head: string, tail: string | undefined) => string;
}

/** A clause about something that may be absent. */
export function given<T>(value: T | undefined, clause: (value: T) => string): string | undefined {
  return value === undefined ? undefined : clause(value);
}

/** A list that says something. */
export function filled<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items && items.length > 0 ? items : undefined;
}

function listText(items: readonly string[], locale: Locale): string {
  if (locale === 'zh') return items.join('、');
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function speakerOf(fact: LedgerFact, words: Words, locale: Locale): Speaker {
  const [comma, colon] = locale === 'en' ? [', ', ': '] : ['，', '：'];
  return {
    money: (minor, currency = words.currency) => moneyText(minor, currency, locale),
    percent: (bps) => percentText(bps, locale),
    code: (kind, value) => codeText(kind, value, locale) ?? named(value),
    name: named,
    id: shortId,
    ids: (ids) => listText(ids.map(shortId), locale),
    event: named,
    quote: quoted,
    words: (field) => wordsText(words, field, locale),
    optional: (field) => (carries(fact, words, field) ? wordsText(words, field, locale) : undefined),
    list: (items) => listText(items, locale),
    say: (...clauses) => clauses.filter((clause) => clause !== undefined).join(comma),
    phrase: (...clauses) => clauses.filter((clause) => clause !== undefined).join(' '),
    colon: (head, tail) => (tail === undefined ? head : head + colon + tail),
  };
}
