/**
 * Canonical JSON after RFC 8785 (JCS), for values that hold only what a fact may hold: null, booleans, safe integers,
 * well-formed strings, arrays and plain objects. Everything else throws: a body that two programs could write in two
 * ways must never be hashed (proofs/design.md 2.2).
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json | undefined };

type Members = { readonly [member: string]: Json | undefined };

/** Nesting deeper than this is refused: it keeps every reader's stack safe. */
export const JSON_DEPTH_MAX = 32;

/** Characters that JSON.stringify would escape: the quick path below must not meet them. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form');
  return JSON.stringify(value);
}

function members(value: Members, names: readonly string[], depth: number): string {
  let out = '{';
  for (const name of names) {
    const member = value[name];
    if (member === undefined) continue;
    if (out.length > 1) out += ',';
    out += `${text(name)}:${write(member, depth + 1)}`;
  }
  return `${out}}`;
}

function array(value: readonly Json[], depth: number): string {
  let out = '[';
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (item === undefined) throw new TypeError('a hole in an array has no canonical form');
    out += i === 0 ? write(item, depth + 1) : `,${write(item, depth + 1)}`;
  }
  return `${out}]`;
}

function write(value: Json, depth: number): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe integer`);
    return String(value === 0 ? 0 : value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (depth > JSON_DEPTH_MAX) throw new TypeError(`deeper than ${JSON_DEPTH_MAX} levels`);
  if (Array.isArray(value)) return array(value as readonly Json[], depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof value !== 'object' || (prototype !== Object.prototype && prototype !== null)) {
    throw new TypeError('only plain objects have a canonical form');
  }
  // RFC 8785 3.2.3 sorts by UTF-16 code units, which is what the default sort does.
  return members(value as Members, Object.keys(value).sort(), depth);
}

/** The one text of a value. Members that are undefined are left out. */
export function canonical(value: Json): string {
  return write(value, 0);
}

/** The text of an object that has only these members of a value. `names` stand in the order of the default sort. */
export function canonicalMembers(value: Members, names: readonly string[]): string {
  return members(value, names, 0);
}
