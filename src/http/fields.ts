/** Field decorators of DTOs: what is checked, what OpenAPI says of it and what the message reads, in one place. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type as TypeOf } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { FREE_TEXT_MAX, SHORT_TEXT_MAX } from '../ledger/command-checks.js';
import { isCivilDate, isInstant, isMoment } from '../ledger/dates.js';
import { AMOUNT_MAX, amountProblem, CURRENCY_PATTERN, isCurrency } from '../ledger/money.js';
import { DECIMAL, SHA256 } from '../ledger/register/index.js';
import { holdsControls, looksLikeCode } from './plain-text.js';

export type Options = ApiPropertyOptions & {
  readonly optional?: boolean;
  readonly each?: boolean;
  readonly maxLength?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
};

/** What is wrong with a value, or undefined. `body` is the whole object that the field stands in. */
export type Test = (value: unknown, body?: object) => string | undefined;

/** Longest list of a field. */
export const LIST_MAX = 1000;

/** A field with one test. */
export function field(name: string, test: Test, options: Options): PropertyDecorator {
  const { optional, each, ...api } = options;
  // Not class-validator's own `each`: it takes a single value for a list.
  const whole = each ? listOf(test, options.maxItems) : test;
  const check = ValidateBy({
    name,
    validator: {
      validate: (value: unknown, args) => whole(value, args?.object) === undefined,
      defaultMessage: (args) => sentence(args?.property, whole(args?.value, args?.object)),
    },
  });
  const property = ApiProperty({
    ...api,
    required: !optional,
    ...(each ? { isArray: true } : {}),
  } as ApiPropertyOptions);
  return optional ? applyDecorators(absentOr(), check, property) : applyDecorators(check, property);
}

/** Left out is fine, `null` is not: class-validator's IsOptional would let it through to the ledger. */
function absentOr(): PropertyDecorator {
  return ValidateIf((_body, value) => value !== undefined);
}

function listOf(test: Test, max = LIST_MAX): Test {
  return (value, body) => {
    if (!Array.isArray(value)) return 'must be a list';
    if (value.length > max) return `must have at most ${max} entries`;
    for (const [i, item] of (value as unknown[]).entries()) {
      const problem = test(item, body);
      if (problem !== undefined) return `[${i}] ${problem}`;
    }
    return undefined;
  };
}

/** `debts must be a list`, `debts[1] must be …`, `extra.court must be …` */
function sentence(property = 'the field', problem = 'is not valid'): string {
  return /^[.[]/.test(problem) ? property + problem : `${property} ${problem}`;
}

/** Whole minor units. */
export function Amount(options: Options & { readonly signed?: boolean } = {}): PropertyDecorator {
  const { signed, ...rest } = options;
  const minimum = signed ? -AMOUNT_MAX : 0;
  const api = { type: 'integer', minimum, maximum: AMOUNT_MAX, description: 'Minor units (cents).', example: 12500 };
  return field('amount', (v) => amountProblem(v, minimum), { ...api, ...rest } as Options);
}

/** A small whole number: days, basis points. */
export function Count(options: Options = {}): PropertyDecorator {
  const { maximum = AMOUNT_MAX } = options;
  const test: Test = (v) =>
    amountProblem(v) === undefined && (v as number) <= maximum
      ? undefined
      : `must be a whole number from 0 to ${maximum}`;
  return field('count', test, { type: 'integer', minimum: 0, maximum, ...options });
}

/** A whole number in a query, where all values are text; `null` and fractions are none. */
export function QueryCount(minimum: number, maximum: number, options: Options = {}): PropertyDecorator {
  const test: Test = (v) =>
    typeof v === 'number' && Number.isInteger(v) && v >= minimum && v <= maximum
      ? undefined
      : `must be a whole number from ${minimum} to ${maximum}`;
  const read = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );
  return applyDecorators(read, field('count', test, { type: 'integer', minimum, maximum, optional: true, ...options }));
}

export function Currency(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && isCurrency(v) ? undefined : 'must be an ISO 4217 code such as EUR';
  return field('currency', test, {
    type: 'string',
    pattern: CURRENCY_PATTERN.source,
    example: 'EUR',
    ...options,
  });
}

export function CivilDateField(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && isCivilDate(v) ? undefined : 'must be a civil date YYYY-MM-DD';
  return field('date', test, { type: 'string', format: 'date', example: '2026-03-10', ...options });
}

export function InstantField(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && isInstant(v) ? undefined : 'must be an RFC 3339 instant with an offset';
  return field('instant', test, { type: 'string', format: 'date-time', ...options });
}

/** An instant, or a civil date where the time of day is not known. */
export function MomentField(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && isMoment(v) ? undefined : 'must be an RFC 3339 instant or a civil date YYYY-MM-DD';
  const api = { type: 'string', example: '2026-03-10T14:05:00+01:00' };
  return field('moment', test, { ...api, ...options } as Options);
}

export const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,79}$/;
/** An exact decimal as text: a rate, a score. */
export function Decimal(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && DECIMAL.test(v) ? undefined : 'must be a decimal in a text, such as "18.25"';
  return field('decimal', test, { type: 'string', pattern: DECIMAL.source, example: '18.25', ...options });
}

/** A SHA-256 digest. */
export function Digest(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && SHA256.test(v) ? undefined : 'must be a SHA-256 in 64 lower-case hexadecimal digits';
  return field('digest', test, { type: 'string', pattern: SHA256.source, ...options });
}

/** An id that the ledger gave. @param must what is said of anything else, where more helps: how to get one */
export function Id(options: Options = {}, must = 'must be an id as the ledger gave it'): PropertyDecorator {
  const test = (v: unknown): string | undefined => (typeof v === 'string' && ID.test(v) ? undefined : must);
  return field('id', test, { type: 'string', ...options });
}

export const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._:/#@+-]*$/u;

/** A code or reference of the caller's own: starts with a letter or digit, no quotes, no semicolons. */
export function Reference(options: Options = {}): PropertyDecorator {
  const { maxLength = SHORT_TEXT_MAX } = options;
  const test: Test = (v) => {
    if (typeof v !== 'string' || v === '') return 'must be a text that is not empty';
    if (v.length > maxLength) return `must have at most ${maxLength} characters`;
    if (!REFERENCE.test(v) || v.includes('--')) {
      return 'must start with a letter or digit and hold only letters, digits, spaces and . _ : / # @ + -';
    }
    return looksLikeCode(v);
  };
  return field('reference', test, { type: 'string', maxLength, ...options });
}

/** A short line in words: a reason, a name of a court. */
export function Line(options: Options = {}): PropertyDecorator {
  return textField('line', SHORT_TEXT_MAX, looksLikeCode, options);
}

/** Free text and personal values: they leave the body and are sealed. Its DTO has `Verbatim` too. */
export function FreeText(options: Options = {}): PropertyDecorator {
  return textField('text', FREE_TEXT_MAX, freeTextProblem, options);
}

/** What somebody said is a fact whatever it looks like; whoever means it says so with `verbatim`. */
function freeTextProblem(text: string, body?: { readonly verbatim?: unknown }): string | undefined {
  if (body?.verbatim === true) return holdsControls(text);
  const problem = looksLikeCode(text);
  return problem && `${problem}, or send "verbatim": true to record the text as it is`;
}

function textField(
  name: string,
  most: number,
  problem: (text: string, body?: object) => string | undefined,
  options: Options,
): PropertyDecorator {
  const { maxLength = most } = options;
  const test: Test = (v, body) => {
    if (typeof v !== 'string' || v.trim() === '') return 'must be a text that is not empty';
    if (v.length > maxLength) return `must have at most ${maxLength} characters`;
    return problem(v, body);
  };
  return field(name, test, { type: 'string', maxLength, ...options });
}

/** One of the named values. */
export function Choice(values: readonly string[], options: Options = {}): PropertyDecorator {
  const test: Test = (v) => (values.includes(v as string) ? undefined : `must be one of ${values.join(', ')}`);
  return field('choice', test, { enum: [...values], ...options });
}

/** All members of a union of names, for `Choice`: one that is missing or too many does not compile. */
export function allOf<T extends string>(members: Readonly<Record<T, true>>): readonly T[] {
  return Object.keys(members) as T[];
}

export function Flag(options: Options = {}): PropertyDecorator {
  const test: Test = (v) => (typeof v === 'boolean' ? undefined : 'must be true or false');
  return field('flag', test, { type: 'boolean', ...options });
}

/** An object with fields of its own. */
export function Nested(dto: () => new () => object, options: Options = {}): PropertyDecorator {
  const test: Test = (v) =>
    typeof v === 'object' && v !== null && !Array.isArray(v) ? undefined : 'must be an object';
  // OpenAPI looks the class up late only through a function that is itself called `type`.
  const api = { type: () => dto(), ...options } as Options;
  return applyDecorators(field('object', test, api), ValidateNested(), TypeOf(dto));
}
