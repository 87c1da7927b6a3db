/** The fields of a command: each value is checked against what the ledger takes there. */
import { dateOf, isInstant } from '../../../ledger/dates.js';
import { isCurrency } from '../../../ledger/money.js';
import type { FieldKind, FieldSpec } from '../field-spec.js';
import type { WithDoc } from '../document.js';
import type { Frame, Value } from '../frame.js';
import type { Path } from '../problem.js';
import { textOf } from '../values/text-of.js';
import { TYPE_NAMES, type Compiled, type Evaluate, type ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileNested } from './nested.js';

export interface CompiledField {
  readonly name: string;
  readonly required: boolean;
  readonly evaluate: Evaluate;
  readonly reads: readonly string[];
}

type Specs = Readonly<Record<string, FieldSpec>>;

/** Compiles what stands under `with` for a command (or a party) with these fields. */
export function compileFields(
  c: Compiler,
  what: string,
  specs: Specs,
  { doc, path }: { readonly doc: WithDoc; readonly path: Path },
): CompiledField[] {
  const fields: CompiledField[] = [];
  for (const [name, value] of Object.entries(doc)) {
    const at = [...path, name];
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (!spec) {
      c.complain(at, `${what} has no field '${name}'; it has ${Object.keys(specs).join(', ')}`);
      continue;
    }
    const { evaluate, reads } = compileField(c, spec.kind, value, at);
    fields.push({ name, required: spec.required, evaluate, reads });
  }
  for (const [name, { required }] of Object.entries(specs)) {
    if (required && !Object.hasOwn(doc, name)) c.complain(path, `${what} needs '${name}'`);
  }
  return fields;
}

function compileField(c: Compiler, kind: FieldKind, doc: WithDoc[string], path: Path): Compiled {
  if (kind === 'balances' || kind === 'conversation' || kind === 'texts') return compileNested(c, kind, doc, path);
  const compiled = c.value(doc, path, typeFor(kind));
  if (typeof kind !== 'string') return fitting(c, kind, compiled, path);
  return checked(c, kind, compiled, path);
}

/** What a constant in this place is read as. */
const TYPES: Readonly<Record<string, ValueType>> = {
  amount: 'money',
  delta: 'money',
  count: 'number',
  date: 'date',
  instant: 'date',
  boolean: 'boolean',
  party: 'party',
  'text list': 'list',
  'debt list': 'list',
};

function typeFor(kind: FieldKind): ValueType {
  if (typeof kind !== 'string') return 'text';
  return TYPES[kind] ?? (kind.startsWith('part ') ? 'part' : 'text');
}

type SimpleKind = Extract<Exclude<FieldKind, 'balances' | 'conversation' | 'texts'>, string>;

function checked(c: Compiler, kind: SimpleKind, compiled: Compiled, path: Path): Compiled {
  const { type } = compiled;
  if (type === undefined) return compiled;
  const wanted = typeFor(kind);
  if (wanted === 'list') return asList(c, kind === 'debt list' ? 'debt' : undefined, compiled, path);
  if (type !== wanted) {
    return c.complain(path, `${TYPE_NAMES[wanted]} is needed here, but this gives ${TYPE_NAMES[type]}`);
  }
  if (wanted === 'part') for (const name of compiled.parts ?? []) c.names.refer(name, kind.slice('part '.length), path);
  if (kind === 'date') return mapped(compiled, (value) => dateOf(value as string, c.zone));
  if (kind === 'instant') return needing(compiled, (v) => isInstant(v as string), 'a time of day is needed here');
  if (kind === 'currency') {
    const isCode = (value: Value): boolean => isCurrency(value as string);
    return needing(compiled, isCode, 'no ISO 4217 code such as EUR');
  }
  return compiled;
}

/** One part or text stands for a list of one. */
function asList(c: Compiler, kind: string | undefined, compiled: Compiled, path: Path): Compiled {
  const { type } = compiled;
  const single = type === 'part' || (type === 'text' && kind === undefined);
  if (!single && type !== 'list') {
    return c.complain(path, `a list is needed here: { list: [...] }`);
  }
  if (kind !== undefined) {
    const { parts = [] } = compiled;
    if (parts.length === 0) return c.complain(path, `remembered debts are needed here: { part: NAME }`);
    for (const name of parts) c.names.refer(name, kind, path);
  }
  return single ? mapped(compiled, (value) => [textOf(value)]) : compiled;
}

/** One of the named values: a constant is checked now, other texts row by row. */
function fitting(c: Compiler, choices: readonly string[], compiled: Compiled, path: Path): Compiled {
  const { type, constant } = compiled;
  if (type === undefined) return compiled;
  const reason = `none of ${choices.join(', ')}`;
  if (type !== 'text') return c.complain(path, `${reason}: this gives ${TYPE_NAMES[type]}`);
  if (constant !== undefined && !choices.includes(constant)) return c.complain(path, `'${constant}' is ${reason}`);
  return needing(compiled, (value) => choices.includes(value as string), reason);
}

function mapped(compiled: Compiled, change: (value: Value) => Value): Compiled {
  const { evaluate } = compiled;
  return {
    ...compiled,
    evaluate(frame) {
      const value = evaluate(frame);
      return value === undefined ? undefined : change(value);
    },
  };
}

function needing(compiled: Compiled, test: (value: Value) => boolean, reason: string): Compiled {
  const { evaluate, reads } = compiled;
  return {
    ...compiled,
    evaluate(frame: Frame) {
      const value = evaluate(frame);
      if (value === undefined || test(value)) return value;
      return frame.fail({ field: reads[0], value: textOf(value), reason });
    },
  };
}
