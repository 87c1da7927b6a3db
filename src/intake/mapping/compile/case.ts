/** The case that a row belongs to: its key, and how it is opened by its first row. */
import type { OpenCase } from '../../../ledger/case/index.js';
import type { Frame, Origin } from '../frame.js';
import type { Compiled, Evaluate } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileKept, type Kept } from './kept.js';
import { compileKey, keyText, type CompiledKey } from './key.js';
import { missing } from './missing.js';
import { compileWhen, rowDate, type When } from './when.js';

/** The opening without its portfolio, which the import knows. */
export type Opening = Omit<OpenCase, 'portfolio'>;

export interface CompiledCase {
  readonly key: CompiledKey;
  readonly origin: Origin;
  /** Undefined where a problem was noted in the frame. */
  opening(frame: Frame, key: readonly string[]): Opening | undefined;
}

interface Parts {
  /** Undefined: the key is the reference. False: the case has none. */
  readonly ref: Evaluate | false | undefined;
  readonly product: Evaluate | undefined;
  readonly opened: When;
  readonly extra: Kept | undefined;
  readonly sealed: Kept | undefined;
}

export function compileCase(c: Compiler): CompiledCase {
  const { case: doc } = c.doc;
  const key = compileKey(c, doc.key, ['case', 'key']);
  if (doc.ref === undefined) {
    c.uses.show(key.reads, ['case', 'key'], "the case's reference (give case.ref another value, or false)");
  }
  const opened = compileWhen(c, doc.opened, ['case', 'opened']) ?? rowDate(c, ['case']);
  const opening = opener({
    ref: doc.ref === false ? false : shown(c, doc.ref, 'ref')?.evaluate,
    product: shown(c, doc.product, 'product')?.evaluate,
    opened,
    extra: compileKept(c, doc.extra, ['case', 'extra'], 'extra'),
    sealed: compileKept(c, doc.sealed, ['case', 'sealed'], 'sealed'),
  });
  return { key, opening, origin: { occurredAt: opened.reads, ref: key.reads } };
}

function shown(c: Compiler, doc: CaseDocValue, name: 'ref' | 'product'): Compiled | undefined {
  if (doc === undefined) return undefined;
  const compiled = c.typed(doc, ['case', name], 'text');
  c.uses.show(compiled.reads, ['case', name], `case.${name}`);
  return compiled;
}
type CaseDocValue = Compiler['doc']['case']['product'];

function opener({ ref, product, opened, extra, sealed }: Parts): CompiledCase['opening'] {
  return (frame, key) => {
    const occurredAt = opened.evaluate(frame);
    if (occurredAt === undefined) {
      return frame.problem ? undefined : frame.fail(missing(frame, 'the opening of the case', 'a date', opened.reads));
    }
    const command: Record<string, unknown> & { type: 'OpenCase' } = { type: 'OpenCase', occurredAt };
    const reference = ref === undefined ? keyText(key) : ref === false ? undefined : ref(frame);
    if (reference !== undefined) command['ref'] = reference;
    const of = product?.(frame);
    if (of !== undefined) command['product'] = of;
    const more = extra?.(frame);
    if (more !== undefined) command['extra'] = more;
    const vault = sealed?.(frame);
    if (vault !== undefined) command['sealed'] = vault;
    return frame.problem ? undefined : command;
  };
}
