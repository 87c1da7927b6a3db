/** When something happened: the date of a step, or that of its row. */
import type { ValueDoc } from '../document.js';
import type { Path } from '../problem.js';
import type { Evaluate } from './compiled.js';
import type { Compiler } from './compiler.js';

export interface When {
  /** A civil date or an RFC 3339 instant. */
  readonly evaluate: Evaluate<string>;
  readonly reads: readonly string[];
}

/** A date or instant that a step names itself. */
export function compileWhen(c: Compiler, doc: ValueDoc | undefined, path: Path): When | undefined {
  if (doc === undefined) return undefined;
  const { evaluate, reads } = c.typed(doc, path, 'date');
  c.uses.show(reads, path, 'a date');
  return { evaluate: evaluate as Evaluate<string>, reads };
}

/** The row's own date, worked out once a row. */
export function rowDate(c: Compiler, path: Path): When {
  const doc = c.doc.row?.date;
  if (doc === undefined) {
    c.complain(path, 'when did it happen? Give it a date, or give all rows one: row.date');
    return { evaluate: () => undefined, reads: [] };
  }
  c.rowDate ??= compileWhen(c, doc, ['row', 'date']) as When;
  const { evaluate, reads } = c.rowDate;
  return { evaluate: (frame) => frame.rowDate(evaluate), reads };
}
