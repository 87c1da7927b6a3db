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

/** What stands between the quotes of a text. */
export function canonicalInner(value: string): string {
  return PLAIN.test(value) ? value : canonicalText(value).slice(1, -1);
}

/** The one text of a text. */
export function canonicalText(value: string): string {
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
    out += `${canonicalText(name)}:${write(member, depth + 1)}`;
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

/** More names than this are left to the engine's sort, which takes 2 kB of memory for any list. */
const NAMES_FEW = 32;

/** Names in order, sorted in place. RFC 8785 3.2.3 sorts by UTF-16 code units, which is what `<` and the default sort do. */
function sorted(names: string[]): string[] {
  if (names.length > NAMES_FEW) return names.sort();
  for (let i = 1; i < names.length; i++) {
    const name = names[i] as string;
    let at = i;
    for (; at > 0 && (names[at - 1] as string) > name; at--) names[at] = names[at - 1] as string;
    names[at] = name;
  }
  return names;
}

function mustBePlain(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof value !== 'object' || (prototype !== Object.prototype && prototype !== null)) {
    throw new TypeError('only plain objects have a canonical form');
  }
}

function write(value: Json, depth: number): string {
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe integer`);
    return String(value === 0 ? 0 : value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (depth > JSON_DEPTH_MAX) throw new TypeError(`deeper than ${JSON_DEPTH_MAX} levels`);
  if (Array.isArray(value)) return array(value as readonly Json[], depth);
  mustBePlain(value);
  return members(value as Members, sorted(Object.keys(value)), depth);
}

/** Names that an object of JavaScript does not keep where they were put: array indices, and the prototype's own. */
const UNRULY = /^(?:\d+|__proto__)$/;

/** Thrown inside, and caught inside: the value cannot be written in one go. */
class Piecemeal extends Error {}

/**
 * The value with every object's members in order, so that the engine's own JSON.stringify writes the canonical text in
 * one flat string: several times as fast as writing it piece by piece. An object that is in order already is not copied.
 */
function ordered(value: Json, depth: number): Json {
  if (typeof value === 'string' || value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe integer`);
    return value;
  }
  if (depth > JSON_DEPTH_MAX) throw new TypeError(`deeper than ${JSON_DEPTH_MAX} levels`);
  if (Array.isArray(value)) return orderedItems(value as readonly Json[], depth);
  mustBePlain(value);
  return orderedMembers(value as Members, depth);
}

function orderedItems(value: readonly Json[], depth: number): readonly Json[] {
  const items: Json[] = [];
  let same = true;
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (item === undefined) throw new TypeError('a hole in an array has no canonical form');
    const next = ordered(item, depth + 1);
    same &&= next === item;
    items.push(next);
  }
  return same ? value : items;
}

function orderedMembers(value: Members, depth: number): Members {
  const names = Object.keys(value);
  let same = true;
  let before = '';
  for (const name of names) {
    if (name < before || isUnruly(name)) same = false;
    before = name;
    const member = value[name];
    if (same && typeof member === 'object' && member !== null) same = ordered(member, depth + 1) === member;
    else if (typeof member !== 'string' && member !== undefined && member !== null) ordered(member, depth + 1);
  }
  return same ? value : sortedCopy(value, sorted(names), depth);
}

function sortedCopy(value: Members, names: readonly string[], depth: number): Members {
  const out: Record<string, Json> = {};
  for (const name of names) {
    const member = value[name];
    if (member === undefined) continue;
    if (isUnruly(name)) throw new Piecemeal();
    out[name] = ordered(member, depth + 1);
  }
  return out;
}

function isUnruly(name: string): boolean {
  const first = name.charCodeAt(0);
  return first <= 0x39 || first === 0x5f ? UNRULY.test(name) : false;
}

/**
 * The one text of a value. Members that are undefined are left out.
 * @param depth levels that stand around it
 */
export function canonical(value: Json, depth = 0): string {
  let out: string;
  try {
    out = JSON.stringify(ordered(value, depth));
  } catch (error) {
    if (!(error instanceof Piecemeal)) throw error;
    return write(value, depth);
  }
  // JSON.stringify writes half a character as an escape; RFC 8785 has no form for it. A text may also hold these signs.
  return out.includes('\\ud') ? write(value, depth) : out;
}
