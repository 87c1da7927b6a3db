/** A value of the mapping: a constant, a template, or exactly one operator with its options. */
import type { OperatorDoc, Scalar, ValueDoc } from '../document.js';
import type { Path } from '../problem.js';
import { compileChanging, compileCombining } from './arithmetic.js';
import { compileFirst, compileIf, compileList, compileParty, compileRunning, compileSplit } from './choice.js';
import { NOTHING, type Compiled, type ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';
import {
  compileBoolean,
  compileDate,
  compileMoney,
  compileNumber,
  constantBoolean,
  constantDate,
  constantMoney,
  constantNumber,
  withDefault,
} from './scalars.js';
import { compilePart } from './remember.js';
import { compiledField, constantText, literal, withTextOptions } from './text.js';

type Name = keyof OperatorDoc;
type CompileOperator = (c: Compiler, doc: OperatorDoc, path: Path, want: ValueType) => Compiled;

interface Operator {
  readonly options: readonly Name[];
  readonly compile: CompileOperator;
}

const TEXT_OPTIONS: readonly Name[] = ['match', 'case', 'map', 'otherwise', 'default'];
const MONEY_OPTIONS: readonly Name[] = [
  'decimal',
  'thousands',
  'symbols',
  'negative',
  'exponent',
  'minor',
  'currency',
  'default',
];

const OPERATORS = {
  field: {
    options: TEXT_OPTIONS,
    compile: (c, doc, path) => withTextOptions(c, doc, path, compiledField(c, doc.field ?? '')),
  },
  text: {
    options: TEXT_OPTIONS,
    compile: (c, doc, path) => withTextOptions(c, doc, path, c.typed(doc.text ?? '', [...path, 'text'], 'text')),
  },
  constant: { options: [], compile: (_c, doc) => literal(doc.constant ?? '') },
  money: { options: MONEY_OPTIONS, compile: compileMoney },
  date: { options: ['format', 'zone', 'take', 'addDays', 'default'], compile: compileDate },
  number: { options: ['default'], compile: compileNumber },
  boolean: { options: ['yes', 'no', 'default'], compile: compileBoolean },
  running: { options: ['default'], compile: (c, doc, path) => compileRunning(c, doc.running ?? '', path) },
  part: { options: ['key'], compile: (c, doc, path) => compilePart(c, doc, path) },
  party: { options: [], compile: (c, doc, path) => compileParty(c, doc.party ?? '', path) },
  list: { options: [], compile: (c, doc, path) => compileList(c, doc.list ?? [], path) },
  split: { options: ['by'], compile: compileSplit },
  plus: { options: [], compile: (c, doc, path, want) => compileCombining(c, 'plus', doc.plus ?? [], path, want) },
  minus: { options: [], compile: (c, doc, path, want) => compileCombining(c, 'minus', doc.minus ?? [], path, want) },
  max: { options: [], compile: (c, doc, path, want) => compileCombining(c, 'max', doc.max ?? [], path, want) },
  min: { options: [], compile: (c, doc, path, want) => compileCombining(c, 'min', doc.min ?? [], path, want) },
  negate: { options: [], compile: (c, doc, path, want) => compileChanging(c, 'negate', doc.negate ?? 0, path, want) },
  abs: { options: [], compile: (c, doc, path, want) => compileChanging(c, 'abs', doc.abs ?? 0, path, want) },
  first: { options: [], compile: (c, doc, path, want) => compileFirst(c, doc.first ?? [], path, want) },
  if: { options: ['then', 'else'], compile: compileIf },
} as const satisfies Partial<Record<Name, Operator>>;

type OperatorName = keyof typeof OPERATORS;
export const OPERATOR_NAMES = Object.keys(OPERATORS) as readonly OperatorName[];

export function compileValue(c: Compiler, doc: ValueDoc, path: Path, want: ValueType): Compiled {
  return typeof doc === 'object' ? compileOperator(c, doc, path, want) : compileConstant(c, doc, path, want);
}

function compileConstant(c: Compiler, value: Scalar, path: Path, want: ValueType): Compiled {
  switch (want) {
    case 'money':
      return constantMoney(c, value, path);
    case 'date':
      return constantDate(c, value, path);
    case 'number':
      return constantNumber(c, value, path);
    case 'boolean':
      return constantBoolean(c, value, path);
    case 'text':
    case 'list':
    case 'part':
    case 'party':
      return constantText(c, value, path);
  }
}

function compileOperator(c: Compiler, doc: OperatorDoc, path: Path, want: ValueType): Compiled {
  const given = Object.keys(doc) as Name[];
  const named = OPERATOR_NAMES.filter((name) => given.includes(name));
  const [name] = named;
  if (name === undefined) return c.complain(path, `a value needs one of ${OPERATOR_NAMES.join(', ')}`);
  if (named.length > 1) return c.complain(path, `a value has one operator, but this has ${named.join(' and ')}`);
  const operator: Operator = OPERATORS[name];
  const odd = given.filter((key) => key !== name && !operator.options.includes(key));
  if (odd.length > 0) {
    const may = operator.options.length > 0 ? `it may have ${operator.options.join(', ')}` : 'it has no options';
    return c.complain([...path, odd[0] as string], `${odd.join(', ')} cannot stand beside ${name}; ${may}`);
  }
  const compiled = operator.compile(c, doc, path, want);
  if (doc.default === undefined || compiled.type === undefined) return compiled;
  const other = c.value(doc.default, [...path, 'default'], compiled.type);
  if (other.type === undefined) return NOTHING;
  if (other.type !== compiled.type) return c.complain([...path, 'default'], `the default must be of the same type`);
  return withDefault(compiled, other);
}
