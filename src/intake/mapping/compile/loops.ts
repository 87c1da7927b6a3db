/** Loops: the steps inside are compiled once per turn, with `${name}` replaced, so that each turn has a fixed place. */
import type { ConditionDoc, LoopDoc, StepDoc } from '../document.js';
import type { Fields } from '../frame.js';
import type { Path } from '../problem.js';
import type { Compiler } from './compiler.js';

export type Turn = Readonly<Record<string, string>>;

/** Turns of a loop over numbers or entries. */
export function turnsOf(c: Compiler, loop: LoopDoc, path: Path): readonly Turn[] {
  const { as, from, to, in: entries } = loop;
  if (entries !== undefined) {
    return entries.map((entry, i) => {
      if (typeof entry === 'object') return textsOf(entry);
      if (as === undefined) c.complain([...path, 'in', i], 'name the entries: as: NAME, and use ${NAME}');
      return { [as ?? '']: String(entry) };
    });
  }
  if (as === undefined || from === undefined || to === undefined) {
    c.complain(path, 'a loop needs as, from and to; or in; or array');
    return [];
  }
  if (Math.abs(to - from) >= TURNS_MAX) {
    c.complain(path, `a loop has at most ${TURNS_MAX} turns`);
    return [];
  }
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => ({ [as]: String(from + i * step) }));
}

/** The turn for one element of an array: `${n}` is its number, `${item}` the beginning of its fields' names. */
export function arrayTurn(loop: LoopDoc, index: number): Turn {
  return { [loop.as ?? 'n']: String(index), item: `${loop.array}.${index}` };
}

export const TURNS_MAX = 1000;

function textsOf(set: Readonly<Record<string, unknown>>): Turn {
  return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)]));
}

/** Steps or a condition with `${name}` replaced in every text and name. */
export function substituted<T extends ConditionDoc | readonly StepDoc[]>(doc: T, turn: Turn): T {
  return replaceIn(doc, turn) as T;
}

function replaceIn(doc: unknown, turn: Turn): unknown {
  if (typeof doc === 'string') return replaceText(doc, turn);
  if (Array.isArray(doc)) return doc.map((item) => replaceIn(item, turn));
  if (typeof doc !== 'object' || doc === null) return doc;
  return Object.fromEntries(
    Object.entries(doc).map(([name, value]) => [replaceText(name, turn), replaceIn(value, turn)]),
  );
}

function replaceText(text: string, turn: Turn): string {
  return text.replace(/\$\{([A-Za-z_][A-Za-z0-9_-]*)\}/g, (whole, name: string) =>
    Object.hasOwn(turn, name) ? (turn[name] as string) : whole,
  );
}

/** Numbers of the elements of an array that the row has, in order. */
export function elementsOf(fields: Fields, array: string): readonly number[] {
  const prefix = `${array}.`;
  const found = new Set<number>();
  for (const name in fields) {
    if (!name.startsWith(prefix)) continue;
    const number = /^\d+(?=\.|$)/.exec(name.slice(prefix.length));
    if (number) found.add(Number(number[0]));
  }
  return [...found].sort((a, b) => a - b);
}
