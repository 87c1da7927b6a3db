/**
 * Shapes of JSON values: one description, from which both the check and its JSON Schema come. Objects have the members
 * that are named and no others.
 */
import { canonical, type Json } from '../canonical.js';
import { FormatError } from '../format-error.js';
import { mustBeModest } from './modest.js';

/** A JSON Schema (2020-12), as far as it is used here. */
export type Schema = { readonly [keyword: string]: Json };

export interface Shape<T> {
  readonly schema: Schema;
  /** What is wrong with a value, after the path to it; undefined where nothing is. */
  wrong(value: unknown): string | undefined;
  /** Never there: it says to the compiler what a value is. */
  readonly type?: T;
}

export type Of<S> = S extends Shape<infer T> ? T : never;

function shape<T>(schema: Schema, what: string, good: (value: unknown) => boolean): Shape<T> {
  return { schema, wrong: (value) => (good(value) ? undefined : ` is not ${what}`) };
}

/** @param pattern anchored at both ends. */
export function text<T extends string = string>(what: string, pattern: string): Shape<T> {
  const regex = new RegExp(pattern, 'u');
  return shape({ type: 'string', pattern }, what, (value) => typeof value === 'string' && regex.test(value));
}

export const anyText = text('a text', '^[\\s\\S]*$');
export const count = shape<number>(
  { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  'a count',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);

export function oneOf<const T extends string>(...values: readonly T[]): Shape<T> {
  return shape({ enum: [...values] }, `one of ${values.join(', ')}`, (value) => values.includes(value as T));
}

export function orNull<T>(inner: Shape<T>): Shape<T | null> {
  return {
    schema: { anyOf: [{ type: 'null' }, inner.schema] },
    wrong: (value) => (value === null ? undefined : inner.wrong(value)),
  };
}

export function list<T>(inner: Shape<T>, most?: number): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: inner.schema, ...(most === undefined ? {} : { maxItems: most }) },
    wrong: (value) => {
      if (!Array.isArray(value)) return ' is not a list';
      if (most !== undefined && value.length > most) return ` has more than ${most} items`;
      for (const [i, item] of value.entries()) {
        const wrong = inner.wrong(item);
        if (wrong !== undefined) return `[${i}]${wrong}`;
      }
      return undefined;
    },
  };
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Required<M extends Shapes> = { readonly [K in keyof M]: Of<M[K]> };

/** An object with these members; those of `may` can be left out. */
export function members<M extends Shapes, O extends Shapes = Record<never, never>>(
  must: M,
  may?: O,
): Shape<Required<M> & Partial<Required<O>>> {
  const all: Shapes = { ...must, ...may };
  const properties = Object.fromEntries(Object.entries(all).map(([name, { schema }]) => [name, schema]));
  return {
    schema: { type: 'object', properties, required: Object.keys(must), additionalProperties: false },
    wrong: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return ' is not an object';
      const given = value as Record<string, unknown>;
      const strange = Object.keys(given).find((name) => !Object.hasOwn(all, name));
      if (strange !== undefined) return ' has a member that nobody knows';
      for (const [name, inner] of Object.entries(all)) {
        if (!Object.hasOwn(given, name)) {
          if (Object.hasOwn(must, name)) return ` has no ${name}`;
          continue;
        }
        const wrong = inner.wrong(given[name]);
        if (wrong !== undefined) return `.${name}${wrong}`;
      }
      return undefined;
    },
  };
}

/** Throws FormatError unless the text is the canonical JSON of a value of that shape: then no two programs read it in two ways. */
export function readCanonical<T>(json: string, shape: Shape<T>, what: string): T {
  const value = parseCanonical(json, what);
  const wrong = shape.wrong(value);
  if (wrong !== undefined) throw new FormatError(`${what}${wrong}`);
  return value as T;
}

/** Throws FormatError unless the text is canonical JSON (RFC 8785): a member that is there twice is not. */
export function parseCanonical(json: string, what: string): Json {
  mustBeModest(json, what);
  let value: Json;
  let again: string;
  try {
    value = JSON.parse(json) as Json;
    again = canonical(value);
  } catch {
    throw new FormatError(`${what} is not JSON that has a canonical form`);
  }
  if (again !== json) throw new FormatError(`${what} is not canonical JSON`);
  return value;
}
