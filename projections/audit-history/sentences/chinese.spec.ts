/** No code of ours stands in a Chinese sentence as it is recorded: ids, amounts, days, names and quotations may be in Latin letters. */
import { BEARING, DAY_COUNTS, SUSPENSION_REASONS } from '../../../src/ledger/interest/interest.events.js';
import { CHARGEABLE } from '../../../src/ledger/components.js';
import { REGISTERS } from '../../../src/ledger/registers.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { ROLES } from '../../../src/access/roles.js';
import { OPENING } from '../../../test/e2e/access-table.js';
import { codeText } from './codes.js';
import { sentence } from './index.js';
import { SAMPLES, SEALED_SAMPLES, sampleFact } from './samples.fixture.js';
import { OWN_VALUES, valueZh } from './registers/value.words.js';

type Type = LedgerFact['type'];
const TYPES = Object.keys(SAMPLES) as Type[];

/** A Chinese sentence without what it quotes. */
function zh(type: Type, data: object): string {
  const fact = sampleFact(type, { ref: '019c2000-0000-7000-8000-0000000000aa', data: data as LedgerFact['data'] });
  return sentence(fact, { fields: SEALED_SAMPLES[type] ?? {}, currency: 'EUR' }, 'zh').replace(/“[^”]*”/g, '');
}

/** Capitals that are no codes of ours: currencies, digests, and what sources and references are called. */
const ALLOWED = /^(?:EUR|CNY|USD|SHA|ACT|UTC|[A-Z]{2,4}(?=-\d))$/;

/** Words in capitals, with what stands around them where that makes a reference of them: `2026-PRES-81`. */
function codesIn(text: string): string[] {
  const words = text.match(/[A-Za-z0-9@/._+-]*[A-Z]{3,}[A-Za-z0-9@/._+-]*/g) ?? [];
  return words.filter((word) => /^[A-Z][A-Z_-]+$/.test(word) && !ALLOWED.test(word));
}

const fieldsOf = REGISTERS.flatMap(({ entry, deeds }) =>
  Object.values(deeds).flatMap(({ fact, fields }) =>
    Object.entries(fields).map(([name, field]) => ({ entry: entry, fact: fact as Type, name, field })),
  ),
);

describe('Chinese sentences', () => {
  it.each(TYPES)('of %s hold no code in capitals', (type) => {
    expect(codesIn(zh(type, SAMPLES[type]))).toEqual([]);
  });

  it('have words for every value of a choice, and hold none of them as recorded', () => {
    const choices = fieldsOf.flatMap(({ field, ...at }) => (field.values ?? []).map((value) => ({ ...at, value })));
    expect(choices.length).toBeGreaterThan(100);
    const bare = choices.filter(({ fact, name, value }) => {
      const words = zh(fact, { ...(SAMPLES[fact] as object), [name]: value });
      return new RegExp(`(?<![\\w-])${value}(?![\\w-])`).test(words);
    });
    expect(bare.map(({ entry, name, value }) => `${entry}.${name} ${value}`)).toEqual([]);
  });

  it('have words for the codes that the fields of registers give as examples', () => {
    const bare = fieldsOf.flatMap(({ entry, name, field: { kind, example } }) =>
      kind === 'code' || kind === 'codes'
        ? [example]
            .flat()
            .filter((code) => /^[A-Z_]{2,}$/.test(code as string) && !valueZh(entry, name, code as string))
        : [],
    );
    expect(bare).toEqual(['IT', 'DE']);
  });

  it('have exceptions only for values that there are', () => {
    const all = fieldsOf.flatMap(({ entry, name, field: { values, example } }) =>
      (values ?? [example].flat()).map((value) => `${entry}.${name} ${value as string}`),
    );
    expect(OWN_VALUES.filter((own) => !all.includes(own))).toEqual([]);
  });

  it('have words for who reads, what is read, and the vocabularies of money', () => {
    const missing = (kind: Parameters<typeof codeText>[0], codes: readonly string[]): string[] =>
      codes.filter((code) => !/\p{Script=Han}/u.test(codeText(kind, code, 'zh') ?? ''));
    expect(missing('accessRole', ROLES)).toEqual([]);
    expect(missing('accessWhat', [...Object.values(OPENING), 'audit-pack', 'audit-packs'])).toEqual([]);
    expect(missing('component', [...CHARGEABLE, ...BEARING])).toEqual([]);
    expect(missing('suspension', SUSPENSION_REASONS)).toEqual([]);
    expect(DAY_COUNTS.every((name) => codesIn(name).length === 0)).toBe(true);
  });
});
