/** Keys: the texts that tell one case, row or party from another. */
import type { KeyDoc, ValueDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import { textOf } from '../values/text-of.js';
import type { Compiled } from './compiled.js';
import type { Compiler } from './compiler.js';

export interface CompiledKey {
  readonly reads: readonly string[];
  /** Undefined where a part is absent: `missing` names its field then. */
  evaluate(frame: Frame): readonly string[] | undefined;
  missing(frame: Frame): string | undefined;
}

export function compileKey(c: Compiler, doc: KeyDoc, path: Path): CompiledKey {
  const docs = Array.isArray(doc) ? (doc as readonly ValueDoc[]) : [doc as ValueDoc];
  const parts = docs.map((part, i) => compilePart(c, part, Array.isArray(doc) ? [...path, i] : path));
  const reads = parts.flatMap((part) => part.reads);
  return {
    reads,
    evaluate(frame) {
      const key: string[] = [];
      for (const { evaluate } of parts) {
        const text = evaluate(frame);
        if (text === undefined) return undefined;
        key.push(textOf(text));
      }
      return key;
    },
    missing: ({ fields }) => reads.find((name) => !fields[name]?.trim()) ?? reads[0],
  };
}

function compilePart(c: Compiler, doc: ValueDoc, path: Path): Compiled {
  const compiled = c.value(doc, path);
  const { constant, type } = compiled;
  if (constant !== undefined) return c.complain(path, `this is a constant; for the field write "{${constant}}"`);
  if (type === 'text' || type === 'date' || type === 'number' || type === undefined) return compiled;
  return c.complain(path, 'a key is made of texts, dates and whole numbers');
}

/** A key as one text. Parts are joined by a slash; a slash inside a part is doubled, so no two keys give one text. */
export function keyText(key: readonly string[]): string {
  const [only] = key;
  return key.length === 1 ? (only as string) : key.map((part) => part.replaceAll('/', '//')).join('/');
}
