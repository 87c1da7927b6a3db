/** What a case remembers of its parts: the last one of a name and, where they have keys, every one. */
import type { KeyDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import { NOTHING, type Compiled } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileKey, keyText } from './key.js';

interface Remembered {
  readonly name: string;
  readonly key: KeyDoc | undefined;
  /** Fixed place of the step in its rule. */
  readonly place: string;
}

/** A step remembers the part that it creates. A row without the key's fields remembers it under its name only. */
export function compileRemember(
  c: Compiler,
  { name, key, place }: Remembered,
  kind: string,
  path: Path,
): (frame: Frame, id: string | undefined) => void {
  const part = c.names.remember(name, kind, [...path, 'remember']);
  const { slot } = part;
  if (key === undefined) return (frame, id) => (frame.parts[slot] = id);
  const its = compileKey(c, key, [...path, 'key']);
  c.uses.show(its.reads, [...path, 'key'], 'the key of a remembered part');
  part.keyed = true;
  // What has the key of its own row is found in the ledger too: the row may have come with an earlier file.
  if (JSON.stringify(key) === JSON.stringify(c.doc.row?.key)) part.rowPlaces.add(place);
  return (frame, id) => {
    frame.parts[slot] = id;
    const said = its.evaluate(frame);
    if (said && id !== undefined) frame.keep(slot, keyText(said), id);
  };
}

interface PartDoc {
  readonly part?: string;
  readonly key?: KeyDoc;
}

/** @param isAsked a condition asks whether there is one: a key that nothing was remembered under is no problem there */
export function compilePart(c: Compiler, { part: name = '', key }: PartDoc, path: Path, isAsked = false): Compiled {
  const part = c.names.refer(name, undefined, [...path, 'part'], key !== undefined);
  const { slot } = part;
  const value = { type: 'part', parts: [name] } as const;
  if (key === undefined) return { ...value, reads: [], evaluate: ({ parts }) => parts[slot] };
  const its = compileKey(c, key, [...path, 'key']);
  const { reads } = its;
  if (reads.length === 0) return NOTHING;
  return {
    ...value,
    reads,
    evaluate(frame) {
      const said = its.evaluate(frame);
      if (!said) return undefined;
      const id = frame.kept(slot, keyText(said)) ?? frame.earlier(said, part);
      if (id !== undefined || isAsked) return id;
      return frame.fail({ field: reads[0], value: keyText(said), reason: `no ${name} is remembered under this key` });
    },
  };
}
