/** Values that choose among others, lists, and what the case remembers. */
import type { OperatorDoc, ValueDoc } from '../document.js';
import type { Value } from '../frame.js';
import type { Path } from '../problem.js';
import { NOTHING, type Compiled, type ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compiledField, type TextEvaluate } from './text.js';

/** One type for values of which any may be the result. */
function commonType(c: Compiler, all: readonly Compiled[], path: Path): ValueType | undefined {
  const types = new Set(all.map(({ type }) => type).filter((type) => type !== undefined));
  if (types.size > 1) c.complain(path, `the values are of different types: ${[...types].join(', ')}`);
  return types.size === 1 ? [...types][0] : undefined;
}

export function compileFirst(c: Compiler, docs: readonly ValueDoc[], path: Path, want: ValueType): Compiled {
  const all = docs.map((doc, i) => c.value(doc, [...path, 'first', i], want));
  return {
    type: commonType(c, all, path),
    reads: all.flatMap(({ reads }) => reads),
    parts: all.flatMap(({ parts }) => parts ?? []),
    evaluate(frame) {
      for (const { evaluate } of all) {
        const value = evaluate(frame);
        if (value !== undefined || frame.problem) return value;
      }
      return undefined;
    },
  };
}

export function compileIf(c: Compiler, doc: OperatorDoc, path: Path, want: ValueType): Compiled {
  if (doc.if === undefined || doc.then === undefined) return c.complain(path, 'if needs a then (and may have an else)');
  const test = c.condition(doc.if, [...path, 'if']);
  const yes = c.value(doc.then, [...path, 'then'], want);
  const no = doc.else === undefined ? undefined : c.value(doc.else, [...path, 'else'], want);
  return {
    type: commonType(c, no ? [yes, no] : [yes], path),
    reads: [...yes.reads, ...(no?.reads ?? [])],
    parts: [...(yes.parts ?? []), ...(no?.parts ?? [])],
    evaluate: (frame) => (test(frame) ? yes.evaluate(frame) : no?.evaluate(frame)),
  };
}

export function compileList(c: Compiler, docs: readonly ValueDoc[], path: Path): Compiled {
  const all = docs.map((doc, i) => c.value(doc, [...path, 'list', i], 'text'));
  const odd = all.findIndex(({ type }) => type !== undefined && type !== 'text' && type !== 'part');
  if (odd >= 0) return c.complain([...path, 'list', odd], 'a list holds texts or remembered parts');
  return {
    type: 'list',
    reads: all.flatMap(({ reads }) => reads),
    parts: all.flatMap(({ parts }) => parts ?? []),
    evaluate: (frame) => listed(all.map(({ evaluate }) => evaluate(frame))),
  };
}

export function compileSplit(c: Compiler, doc: OperatorDoc, path: Path): Compiled {
  if (doc.split === undefined || doc.by === undefined) return c.complain(path, 'split needs by: the text to cut at');
  const source = compiledField(c, doc.split);
  const evaluate: TextEvaluate = source.evaluate;
  const by = doc.by;
  return {
    type: 'list',
    reads: source.reads,
    evaluate: (frame) =>
      listed(
        evaluate(frame)
          ?.split(by)
          .map((text) => text.trim() || undefined),
      ),
  };
}

/** A list of what is present; absent where nothing is. */
function listed(values: readonly (Value | undefined)[] | undefined): readonly string[] | undefined {
  const present = (values ?? []).filter((value) => value !== undefined).map(String);
  return present.length > 0 ? present : undefined;
}

export function compileRunning(c: Compiler, name: string, path: Path): Compiled {
  const known = c.names.running.get(name);
  if (!known) return c.complain([...path, 'running'], `declare '${name}' under running, with its type`);
  const { slot, type } = known;
  return { type, reads: [], evaluate: ({ running }) => running[slot] };
}

export function compileParty(c: Compiler, name: string, path: Path): Compiled {
  const slot = c.names.parties.get(name);
  if (slot === undefined) {
    c.complain([...path, 'party'], `there is no party '${name}' under parties`);
    return NOTHING;
  }
  return { type: 'party', reads: [], evaluate: ({ parties }) => parties[slot] };
}
