/** Further fields of the source: kept with a fact in clear (extra) or sealed with it. */
import type { KeptDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import { textOf } from '../values/text-of.js';
import type { Evaluate } from './compiled.js';
import type { Compiler } from './compiler.js';

export type Kept = (frame: Frame) => Readonly<Record<string, string>> | undefined;

interface Entry {
  readonly name: string;
  readonly evaluate: Evaluate;
}

export function compileKept(
  c: Compiler,
  doc: KeptDoc | undefined,
  path: Path,
  how: 'extra' | 'sealed',
): Kept | undefined {
  if (doc === undefined) return undefined;
  const entries: Entry[] = [];
  const note = (fields: readonly string[], at: Path): void => {
    if (how === 'sealed') c.uses.seal(fields);
    else c.uses.show(fields, at, 'extra');
  };
  if (isList(doc)) {
    c.uses.read(doc);
    doc.forEach((name, i) => note([name], [...path, i]));
    // In the order in which they are hashed: no sorted copy is made of them. As they stand in the source, blanks included.
    for (const name of [...doc].sort()) entries.push({ name, evaluate: ({ fields }) => fields[name] });
  } else {
    for (const [name, value] of Object.entries(doc)) {
      const compiled = c.value(value, [...path, name]);
      if (compiled.type === 'money' || compiled.type === 'list') {
        c.complain([...path, name], 'a text is needed here; write { field: NAME } to keep an amount as it is written');
      }
      note(compiled.reads, [...path, name]);
      entries.push({ name, evaluate: compiled.evaluate });
    }
  }
  return keep(entries);
}

function isList(doc: KeptDoc): doc is readonly string[] {
  return Array.isArray(doc);
}

function keep(entries: readonly Entry[]): Kept {
  return (frame) => {
    let kept: Record<string, string> | undefined;
    for (const { name, evaluate } of entries) {
      const value = evaluate(frame);
      if (value === undefined) continue;
      kept ??= {};
      kept[name] = textOf(value);
    }
    return kept;
  };
}
