import { CASE_FACT_TYPES } from '../../../src/ledger/case-state.js';
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import { REGISTERS } from '../../../src/ledger/registers.js';
import type { DisputeFact } from '../../../src/ledger/dispute/index.js';
import { sentence, type Locale } from './index.js';
import { SAMPLES, SEALED_SAMPLES, sampleFact } from './samples.fixture.js';
import type { Sentence, Sentences } from './sentence.js';

type Type = LedgerFact['type'];
const PARTY_TYPES: Type[] = [
  'PartyRegistered',
  'ContactPointAdded',
  'ContactPointInvalidated',
  'CaseLinked',
  'ContactPermitted',
  'ContactBlocked',
  'ClearanceReleased',
  'SubjectKeyDestroyed',
];
const RULE_TYPES: Type[] = ['RulePackActivated', 'RulePackDeactivated'];
const ACCESS_TYPES: Type[] = ['RecordAccessed', 'ExportProduced'];
const CASE_TYPES: readonly Type[] = CASE_FACT_TYPES;
const OTHERS = REGISTERS.flatMap(({ deeds }) => Object.values(deeds)).map(({ fact }) => fact as Type);
const ALONE = [...PARTY_TYPES, ...RULE_TYPES, ...ACCESS_TYPES, 'PortfolioCreated' as const];
const TYPES = [...new Set<Type>([...CASE_TYPES, ...OTHERS, ...ALONE])];
const REF = '019c2000-0000-7000-8000-0000000000aa';

function say(type: Type, data: unknown, locale: Locale): string {
  // `never`: what a test has made of a sample is of no type.
  const fact = sampleFact(type, { ref: REF, data: data as never });
  return sentence(fact, { fields: SEALED_SAMPLES[type] ?? {}, currency: 'EUR' }, locale);
}

describe('every fact type', () => {
  it('has a sample', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...TYPES].sort());
  });

  it.each(TYPES)('%s has a sentence in each language', (type) => {
    const en = say(type, SAMPLES[type], 'en');
    const zh = say(type, SAMPLES[type], 'zh');
    expect(en).toMatch(/^[A-Z][^\n]{10,}\.$/);
    expect(en).not.toMatch(/\p{Script=Han}|undefined|NaN|\[object/u);
    expect(zh).toMatch(/^\p{Script=Han}.{4,}。$/u);
    expect(zh).not.toMatch(/undefined|NaN|\[object/);
  });

  it('says something of its own', () => {
    for (const locale of ['en', 'zh'] as const) {
      expect(new Set(TYPES.map((type) => say(type, SAMPLES[type], locale))).size).toBe(TYPES.length);
    }
  });

  it('needs both languages, or the program does not compile', () => {
    // @ts-expect-error -- no `zh`
    const half: Sentence<DisputeFact> = { en: () => 'Dispute withdrawn' };
    // @ts-expect-error -- five types of the folder are missing
    const few: Sentences<DisputeFact> = { DisputeWithdrawn: { en: () => 'Dispute withdrawn', zh: () => '异议已撤回' } };
    expect([half, few].map((table) => Object.keys(table).length)).toEqual([1, 1]);
  });
});

/** What a decision needs to be made again, and nobody needs to read; the fact has it, `clearance show` prints it. */
const ORIGINS: Readonly<Record<string, RegExp>> = {
  'digests of packs': /^\.judgement\.packs\[\d+\]\.digest$/,
  'the pack of a rule, which its id tells': /^\.judgement\.verdicts\[\d+\]\.pack$/,
  'the version of the tz database': /^\.judgement\.tz$/,
  'revisions that were read': /^\.judgement\.read\./,
  'events that a rule rests on': /^\.judgement\.verdicts\[\d+\]\.inputs/,
};
/** Bytes that no sentence says, by their path in the sample, each with its reason. Nothing else may be silent. */
const INTERNAL: { readonly [T in Type]?: Readonly<Record<string, RegExp>> } = {
  // In the sample the first rule allows it: how many do is said, and what each counts stands in the fact.
  ContactPermitted: { ...ORIGINS, 'a rule that allows it': /^\.judgement\.verdicts\[0\]\.(rule|counters)/ },
  ContactBlocked: ORIGINS,
  RulePackActivated: { 'a whole pack, whose digest is said': /^\.content$/ },
};

/** All single changes of a value inside `data`, with the path of what was changed. */
function* changed(data: unknown, path = ''): Generator<[string, unknown]> {
  if (Array.isArray(data)) {
    for (const [i, item] of data.entries()) {
      for (const [at, value] of changed(item, `${path}[${i}]`)) yield [at, data.with(i, value)];
    }
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, item] of Object.entries(data)) {
      for (const [at, value] of changed(item, `${path}.${key}`)) yield [at, { ...data, [key]: value }];
    }
  } else {
    yield [path, typeof data === 'string' ? 'ZZ9' : typeof data === 'number' ? data + 1 : !data];
  }
}

describe('a sentence leaves nothing out', () => {
  it.each(TYPES)('%s: whatever is changed in its data changes both sentences', (type) => {
    for (const locale of ['en', 'zh'] as const) {
      const silent = [...changed(SAMPLES[type])]
        .filter(([, data]) => say(type, data, locale) === say(type, SAMPLES[type], locale))
        .map(([path]) => path);
      const internal = Object.values(INTERNAL[type] ?? {});
      expect(silent.filter((path) => !internal.some((known) => known.test(path)))).toEqual([]);
      // An exception that nothing needs would hide the next omission.
      expect(internal.filter((known) => !silent.some((path) => known.test(path)))).toEqual([]);
    }
  });

  it.each(Object.keys(SEALED_SAMPLES) as Type[])('%s shows each personal value', (type) => {
    for (const value of Object.values(SEALED_SAMPLES[type] ?? {})) {
      expect(say(type, SAMPLES[type], 'en')).toContain(`“${value}”`);
      expect(say(type, SAMPLES[type], 'zh')).toContain(`“${value}”`);
    }
  });
});

describe('hostile text', () => {
  const EVIL = 'x\r\n\u2028\u202E\u0007\u2066\u200B”“';
  const evil = (data: unknown): unknown => {
    if (typeof data === 'string') return data + EVIL;
    if (Array.isArray(data)) return data.map(evil);
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, evil(value)]));
  };

  it.each(TYPES)('%s stays one line, left to right, with its own quotation marks', (type) => {
    const fields = evil(SEALED_SAMPLES[type] ?? {}) as Record<string, string>;
    const fact = sampleFact(type, { data: evil(SAMPLES[type]) as never });
    for (const locale of ['en', 'zh'] as const) {
      const text = sentence(fact, { fields, currency: 'EUR' }, locale);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(text.replaceAll(/“[^“”]*”/g, '')).not.toMatch(/[“”]/);
    }
  });

  it('shows what was hidden', () => {
    const fact = sampleFact('CaseNoteAdded');
    const text = 'paid\nClosed” \u202Eevil';
    expect(sentence(fact, { fields: { text } }, 'en')).toBe(
      'Note 0e000001 added, topic service: “paid ⏎ Closed’ ⟨U+202E⟩evil”.',
    );
    const changes = { 'channel\n': 'sms\u0000' };
    const corrected = sampleFact('ContactRecordCorrected', { data: { contact: 'c-1', reason: 'x\u001B[2J', changes } });
    expect(sentence(corrected, { fields: {} }, 'zh')).toBe(
      '更正联系 c-1 的记录，原因：“x⟨U+001B⟩[2J”，“channel ⏎ ” 应为“sms⟨U+0000⟩”。',
    );
  });
});
