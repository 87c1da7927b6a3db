/** Field decorators of DTOs: what is checked, what OpenAPI says of it and what the message reads, in one place. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, ValidateBy, type ValidationOptions } from 'class-validator';
import { FREE_TEXT_MAX, SHORT_TEXT_MAX } from '../ledger/command-checks.js';
import { isCivilDate, isInstant, isMoment } from '../ledger/dates.js';
import { AMOUNT_MAX, amountProblem, CURRENCY_PATTERN } from '../ledger/money.js';
import { looksLikeCode } from './plain-text.js';

type Options = ApiPropertyOptions & { readonly optional?: boolean; readonly each?: boolean };

/** A field with one test. `test` gives what is wrong, or undefined. */
function field(name: string, test: (value: unknown) => string | undefined, options: Options): PropertyDecorator {
  const { optional, each, ...api } = options;
  const validation: ValidationOptions = { each };
  const check = ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => test(value) === undefined,
        defaultMessage: (args) => `${args?.property ?? 'the field'} ${worst(args?.value, test, each)}`,
      },
    },
    validation,
  );
  const property = ApiProperty({
    ...api,
    required: !optional,
    ...(each ? { isArray: true } : {}),
  } as ApiPropertyOptions);
  return optional ? applyDecorators(IsOptional(), check, property) : applyDecorators(check, property);
}

function worst(value: unknown, test: (value: unknown) => string | undefined, each?: boolean): string {
  const values = each && Array.isArray(value) ? (value as unknown[]) : [value];
  return values.map(test).find((text) => text !== undefined) ?? 'is not valid';
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
  return field('count', (v) => amountProblem(v), { type: 'integer', minimum: 0, ...options });
}

export function Currency(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && CURRENCY_PATTERN.test(v) ? undefined : 'must be an ISO 4217 code such as EUR';
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

const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,79}$/;

/** An id that the ledger gave. */
export function Id(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined =>
    typeof v === 'string' && ID.test(v) ? undefined : 'must be an id as the ledger gave it';
  return field('id', test, { type: 'string', ...options });
}

const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._:/#@+-]*$/u;

/** A code or reference of the caller's own: starts with a letter or digit, no quotes, no semicolons. */
export function Reference(options: Options = {}): PropertyDecorator {
  const test = (v: unknown): string | undefined => {
    if (typeof v !== 'string' || v === '') return 'must be a text that is not empty';
    if (v.length > SHORT_TEXT_MAX) return `must have at most ${SHORT_TEXT_MAX} characters`;
    if (!REFERENCE.test(v) || v.includes('--')) {
      return 'must start with a letter or digit and hold only letters, digits, spaces and . _ : / # @ + -';
    }
    return undefined;
  };
  return field('reference', test, { type: 'string', maxLength: SHORT_TEXT_MAX, ...options });
}

/** A short line in words: a reason, a name of a court. */
export function Line(options: Options = {}): PropertyDecorator {
  return textField('line', SHORT_TEXT_MAX, options);
}

/** Free text: it leaves the body and is sealed. */
export function FreeText(options: Options = {}): PropertyDecorator {
  return textField('text', FREE_TEXT_MAX, options);
}

function textField(name: string, max: number, options: Options): PropertyDecorator {
  const test = (v: unknown): string | undefined => {
    if (typeof v !== 'string' || v.trim() === '') return 'must be a text that is not empty';
    if (v.length > max) return `must have at most ${max} characters`;
    return looksLikeCode(v);
  };
  return field(name, test, { type: 'string', maxLength: max, ...options });
}

export function Choice(values: readonly string[], options: Options = {}): PropertyDecorator {
  const { optional, each, ...api } = options;
  const check = IsIn(values as string[], { each, message: `$property must be one of ${values.join(', ')}` });
  const property = ApiProperty({ enum: [...values], ...api, isArray: each, required: !optional } as ApiPropertyOptions);
  return optional ? applyDecorators(IsOptional(), check, property) : applyDecorators(check, property);
}

export function Flag(options: Options = {}): PropertyDecorator {
  const { optional, each: _each, ...api } = options;
  const check = IsBoolean({ message: '$property must be true or false' });
  const property = ApiProperty({ type: 'boolean', ...api, required: !optional } as ApiPropertyOptions);
  return optional ? applyDecorators(IsOptional(), check, property) : applyDecorators(check, property);
}

const EXTRA_FIELDS_MAX = 64;

/** Further texts by name. */
export function Texts(options: Options & { readonly max?: number } = {}): PropertyDecorator {
  const { max = SHORT_TEXT_MAX, ...rest } = options;
  const test = (v: unknown): string | undefined => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return 'must be an object of texts';
    const entries = Object.entries(v as Record<string, unknown>);
    if (entries.length > EXTRA_FIELDS_MAX) return `must have at most ${EXTRA_FIELDS_MAX} fields`;
    for (const [name, text] of entries) {
      if (!/^[A-Za-z_][\w:. -]{0,63}$/.test(name)) return `has a field name that is no name: '${name.slice(0, 20)}'`;
      if (typeof text !== 'string' || text.length > max) return `.${name} must be a text of at most ${max} characters`;
      const code = looksLikeCode(text);
      if (code !== undefined) return `.${name} ${code}`;
    }
    return undefined;
  };
  const api = { type: 'object', additionalProperties: { type: 'string' } };
  return field('texts', test, { ...api, ...rest } as Options);
}
