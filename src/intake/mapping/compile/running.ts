/** Steps that change what a case carries from row to row. */
import type { ValueDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import type { Compiled, ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';

type Change = (frame: Frame) => void;
type Docs = Readonly<Record<string, ValueDoc>>;

/** `set: { total: … }`. An absent value leaves the old one. */
export function compileSet(c: Compiler, docs: Docs, path: Path): Change {
  const changes = Object.entries(docs).map(([name, doc]): Change => {
    const { slot, compiled } = target(c, name, doc, [...path, name]);
    return (frame) => {
      const value = compiled.evaluate(frame);
      if (value !== undefined) frame.running[slot] = value;
    };
  });
  return (frame) => changes.forEach((change) => change(frame));
}

/** `add: { total: … }` to an amount or number; one that was not set counts as 0. */
export function compileAdd(c: Compiler, docs: Docs, path: Path): Change {
  const changes = Object.entries(docs).map(([name, doc]): Change => {
    const { slot, type, compiled } = target(c, name, doc, [...path, name]);
    if (type !== undefined && type !== 'money' && type !== 'number') {
      c.complain([...path, name], 'only amounts and whole numbers can be added up');
    }
    return (frame) => {
      const value = compiled.evaluate(frame) as number | undefined;
      if (value === undefined) return;
      const sum = ((frame.running[slot] as number | undefined) ?? 0) + value;
      if (Number.isSafeInteger(sum)) frame.running[slot] = sum;
      else frame.fail({ reason: 'a sum leaves the amounts that can be kept exactly' });
    };
  });
  return (frame) => changes.forEach((change) => change(frame));
}

interface Target {
  readonly slot: number;
  readonly type: ValueType | undefined;
  readonly compiled: Compiled;
}

function target(c: Compiler, name: string, doc: ValueDoc, path: Path): Target {
  const known = c.names.running.get(name);
  if (!known) {
    return { slot: 0, type: undefined, compiled: c.complain(path, `declare '${name}' under running, with its type`) };
  }
  const compiled = c.typed(doc, path, known.type);
  c.uses.show(compiled.reads, path, 'a running value');
  return { slot: known.slot, type: known.type, compiled };
}
