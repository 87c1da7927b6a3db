/** Whether a command's value is what its field says: for those who do not come through a DTO. */
import { amountRefusal, dateRefusal } from '../checks.js';
import { isInstant } from '../dates.js';
import { isCurrency } from '../money.js';
import { impossible, type Refusal } from '../refusal.js';
import type { Deed } from './register.js';
import type { Field } from './field.js';

export const DECIMAL = /^-?\d{1,15}(?:\.\d{1,12})?$/;
export const SHA256 = /^[0-9a-f]{64}$/;

/** The first field of a deed that is not what it should be. */
export function fieldsRefusal({ fields }: Deed, command: Readonly<Record<string, unknown>>): Refusal | undefined {
  for (const [name, field] of Object.entries(fields)) {
    const value = command[name];
    const refusal = value === undefined ? missing(name, field) : valueRefusal(name, field, value);
    if (refusal) return refusal;
  }
  return undefined;
}

function missing(name: string, field: Field): Refusal | undefined {
  return field.optional ? undefined : impossible('field-missing', `${name} is missing.`, name);
}

function valueRefusal(name: string, field: Field, value: unknown): Refusal | undefined {
  const text = typeof value === 'string' ? value : '';
  const bad = (code: string, is: string): Refusal => impossible(code, `${name} '${text.slice(0, 40)}' ${is}.`, name);
  switch (field.kind) {
    case 'amount':
      return amountRefusal(value, name);
    case 'count':
      return countRefusal(name, field, value);
    case 'date':
      return dateRefusal(text, name);
    case 'instant':
      return isInstant(text) ? undefined : bad('bad-instant', 'is no RFC 3339 instant with an offset');
    case 'currency':
      return isCurrency(text) ? undefined : bad('bad-currency', 'is no ISO 4217 code such as EUR');
    case 'decimal':
      return DECIMAL.test(text) ? undefined : bad('bad-decimal', 'is no decimal such as 18.25');
    case 'digest':
      return SHA256.test(text) ? undefined : bad('bad-digest', 'is no SHA-256 in 64 lower-case hexadecimal digits');
    case 'choice':
      return field.values?.includes(text) ? undefined : bad('bad-choice', `is none of ${field.values?.join(', ')}`);
    case 'code':
    case 'line':
    case 'words':
      return text.trim() === '' ? impossible('text-missing', `${name} says nothing.`, name) : undefined;
    case 'yes':
    case 'codes':
    case 'party':
    case 'case':
    case 'part':
    case 'debts':
      return undefined;
  }
}

function countRefusal(name: string, { maximum }: Field, value: unknown): Refusal | undefined {
  const refusal = amountRefusal(value, name);
  if (refusal || maximum === undefined || (value as number) <= maximum) return refusal;
  return impossible('bad-number', `${name} must be at most ${maximum}.`, name);
}
