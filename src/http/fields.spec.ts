/** Field decorators: each takes what it names, refuses everything else with a sentence, and tells OpenAPI of itself. */
import { CommandDto, FreeTextDto } from './command.dto.js';
import {
  Amount,
  Choice,
  Count,
  Flag,
  FreeText,
  Id,
  InstantField,
  Line,
  LIST_MAX,
  Nested,
  Reference,
} from './fields.js';
import { Texts } from './texts-field.js';
import { Problem } from './problem.js';
import { FORMULAS, HOSTILE, PROSE, STATEMENTS } from './texts.fixture.js';
import { validationPipe } from './validation.js';

class Inner {
  @Amount({ optional: true })
  amount?: number;
}

class Words extends FreeTextDto {
  @Reference({ optional: true })
  reference?: string;
  @Line({ optional: true })
  line?: string;
  @FreeText({ optional: true })
  text?: string;
  @Texts({ optional: true })
  texts?: Record<string, string>;
}

class Values extends CommandDto {
  @Amount({ optional: true, signed: true })
  delta?: number;
  @Count({ optional: true, maximum: 365 })
  days?: number;
  @Choice(['A', 'B'], { optional: true })
  choice?: string;
  @Flag({ optional: true })
  flag?: boolean;
  @InstantField({ optional: true })
  instant?: string;
  @Id({ optional: true, each: true })
  ids?: string[];
  @Nested(() => Inner, { optional: true })
  inner?: Inner;
}

const pipe = validationPipe();

async function refusal(metatype: new () => object, body: object): Promise<string | undefined> {
  try {
    await pipe.transform(body, { type: 'body', metatype });
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.details.detail;
    throw error;
  }
}

const hostile = [...HOSTILE, ...FORMULAS, ...STATEMENTS];

describe('texts', () => {
  it.each(hostile)('%j goes into no field', async (text) => {
    expect(await refusal(Words, { reference: text })).toMatch(/^reference (must|reads|starts|holds)/);
    expect(await refusal(Words, { line: text })).toMatch(/^line (reads|starts|holds)/);
    expect(await refusal(Words, { text })).toMatch(/^text (reads|starts) .* or send "verbatim": true/);
    expect(await refusal(Words, { texts: { said: text } })).toMatch(/^texts\.said (reads|starts|holds)/);
  });

  it.each(hostile)('%j is free text for whoever says that it is meant', async (text) => {
    expect(await refusal(Words, { text, verbatim: true })).toBeUndefined();
    expect(await refusal(Words, { text, verbatim: false })).toMatch(/^text /);
    expect(await refusal(Words, { line: text, verbatim: true })).toMatch(/^line /);
  });

  it.each(PROSE)('%j is a line and a free text', async (text) => {
    expect(await refusal(Words, { line: text, text, texts: { said: text } })).toBeUndefined();
  });

  it('verbatim is true or false, lets no control characters in, and lifts no limit', async () => {
    expect(await refusal(Words, { text: '=A1', verbatim: 'true' })).toMatch(/verbatim must be true or false/);
    expect(await refusal(Words, { text: 'a\u0000', verbatim: true })).toMatch(/control characters/);
    expect(await refusal(Words, { text: 'x'.repeat(32_769), verbatim: true })).toMatch(/at most 32768 characters/);
    expect(await refusal(Words, { text: ' ', verbatim: true })).toMatch(/must be a text that is not empty/);
  });

  it.each(['staff-042', 'ACC 2026/117', 'a@b', '信用卡', 'Etc/GMT+1', 'standard@1'])(
    '%j is a reference',
    async (reference) => {
      expect(await refusal(Words, { reference })).toBeUndefined();
    },
  );

  it.each(['', '-x', 'a;b', "a'b", 'a"b', 'a--b', 'a=b', 'x'.repeat(501)])('%j is no reference', async (reference) => {
    expect(await refusal(Words, { reference })).toMatch(/^reference must/);
  });
});

describe('values', () => {
  it.each([
    [{ delta: -300 }],
    [{ days: 365 }],
    [{ choice: 'B' }],
    [{ flag: false }],
    [{ instant: '2026-03-10T14:05:00Z' }],
    [{ ids: [] }],
    [{ ids: ['a', 'b'] }],
    [{ inner: {} }],
    [{ inner: { amount: 0 } }],
    [{ occurredAt: '2026-03-10' }],
  ])('takes %j', async (body) => {
    expect(await refusal(Values, body)).toBeUndefined();
  });

  it.each([
    [{ delta: -(2 ** 53) }, 'delta must not be above 9007199254740991 minor units'],
    [{ days: 366 }, 'days must be a whole number from 0 to 365'],
    [{ days: 1.5 }, 'days must be a whole number from 0 to 365'],
    [{ choice: 'C' }, 'choice must be one of A, B'],
    [{ choice: ['A'] }, 'choice must be one of A, B'],
    [{ flag: 0 }, 'flag must be true or false'],
    [{ instant: '2026-03-10' }, 'instant must be an RFC 3339 instant with an offset'],
    [{ instant: '2026-02-30T10:00:00Z' }, 'instant must be an RFC 3339 instant with an offset'],
    [{ ids: 'a' }, 'ids must be a list'],
    [{ ids: { 0: 'a' } }, 'ids must be a list'],
    [{ ids: ['a', '?'] }, 'ids[1] must be an id as the ledger gave it'],
    [{ ids: Array(LIST_MAX + 1).fill('a') }, `ids must have at most ${LIST_MAX} entries`],
    [{ inner: [] }, 'inner must be an object'],
    [{ inner: [{ amount: 1 }] }, 'inner must be an object'],
    [{ inner: 7 }, 'inner must be an object'],
    [{ inner: { amount: -1 } }, 'amount must not be negative'],
    [{ inner: { other: 1 } }, 'inner.other is no field of this request'],
    [{ extra: { 'no name!': 'x' } }, "extra has a field name that is no name: 'no name!'"],
    [{ extra: { court: 7 } }, 'extra.court must be a text of at most 500 characters'],
  ])('%j: %s', async (body, sentence) => {
    expect(await refusal(Values, body)).toBe(`${sentence}.`);
  });

  it.each([
    'delta',
    'days',
    'choice',
    'flag',
    'instant',
    'ids',
    'inner',
    'occurredAt',
    'effectiveDate',
    'extra',
    'sealed',
  ])('null is no way to leave %s out', async (field) => {
    expect(await refusal(Values, { [field]: null })).toMatch(new RegExp(`^${field} must`));
    expect(await refusal(Values, { [field]: undefined })).toBeUndefined();
  });
});
