/** The facts of registers as sentences: what happened, which entry, and each field with its value. */
import type { Field } from '../../../../src/ledger/register/index.js';
import type { LedgerFact } from '../../../../src/ledger/ledger.js';
import { REGISTERS, type RegisterFact } from '../../../../src/ledger/registers.js';
import type { Pair } from '../codes.js';
import type { Sentence, Sentences } from '../sentence.js';
import type { Speaker } from '../speaker.js';
import type { Locale } from '../words.js';
import { caseWords } from './case.words.js';
import { fieldWords, ownFieldWords } from './field.words.js';
import { houseWords } from './house.words.js';
import { partyWords } from './party.words.js';
import { valueZh } from './value.words.js';

const FACT_WORDS: Readonly<Record<RegisterFact['type'], Pair>> = { ...caseWords, ...partyWords, ...houseWords };

function pick([en, zh]: Pair, locale: Locale): string {
  return locale === 'en' ? en : zh;
}

/** What happened, by the fact's type. */
export function factWords(type: string): Pair | undefined {
  return Object.hasOwn(FACT_WORDS, type) ? FACT_WORDS[type as RegisterFact['type']] : undefined;
}

/** Which field of which register. */
interface Place {
  readonly register: string;
  readonly name: string;
}

/** A code as it is recorded, in Chinese in words where it has some. */
function coded(value: string, { register, name }: Place, c: Speaker, locale: Locale): string {
  return (locale === 'zh' ? valueZh(register, name, value) : undefined) ?? c.name(value);
}

/** A value as its kind is said. */
function valueText({ kind }: Field, place: Place, fact: LedgerFact, c: Speaker, locale: Locale): string {
  const value = (fact.data as Readonly<Record<string, unknown>>)[place.name];
  switch (kind) {
    case 'amount':
      return c.money(value as number, (fact.data as { currency?: string }).currency);
    case 'part':
      return c.id(value as string);
    case 'debts':
      return c.ids(value as readonly string[]);
    case 'codes':
      return c.list((value as readonly string[]).map((each) => coded(each, place, c, locale)));
    case 'yes':
      return pick(value === true ? ['yes', '是'] : ['no', '否'], locale);
    case 'code':
    case 'choice':
      return coded(value as string, place, c, locale);
    case 'line':
    case 'words':
    case 'date':
    case 'instant':
    case 'count':
    case 'currency':
    case 'decimal':
    case 'digest':
    case 'party':
    case 'case':
      return c.name(String(value));
  }
}

function sentenceOf(
  type: RegisterFact['type'],
  noun: string,
  fields: Readonly<Record<string, Field>>,
): Sentence<never> {
  const say = (fact: RegisterFact, c: Speaker, locale: Locale): string => {
    const data = fact.data as Readonly<Record<string, unknown>>;
    const id = data[noun];
    const head = pick(FACT_WORDS[type], locale);
    const clauses = Object.entries(fields).map(([name, field]) => {
      const label = pick(ownFieldWords[`${type}.${name}`] ?? fieldWords[name] ?? [name, name], locale);
      if (field.sealed) {
        const words = field.optional ? c.optional(name) : c.words(name);
        return words === undefined ? undefined : c.colon(label, words);
      }
      if (data[name] === undefined) return undefined;
      return c.phrase(label, valueText(field, { register: noun, name }, fact, c, locale));
    });
    return c.say(typeof id === 'string' ? `${head} ${c.id(id)}` : head, ...clauses);
  };
  return { en: (fact, c) => say(fact, c, 'en'), zh: (fact, c) => say(fact, c, 'zh') };
}

/** One sentence for each fact type of each register. */
export const registerSentences = Object.fromEntries(
  REGISTERS.flatMap(({ entry, deeds }) =>
    Object.values(deeds).map(({ fact, fields }) => {
      const type = fact as RegisterFact['type'];
      return [type, sentenceOf(type, entry, fields)];
    }),
  ),
) as unknown as Sentences<RegisterFact>;
