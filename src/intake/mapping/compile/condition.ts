/** Conditions: all, any, not, or a subject and what is asked of it. A problem met on the way makes the row a bad row. */
import { dateOf } from '../../../ledger/dates.js';
import type { ConditionDoc, Scalar, ValueDoc } from '../document.js';
import type { Frame, Value } from '../frame.js';
import type { Path } from '../problem.js';
import { TYPE_NAMES, type Compiled, type Test, type ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileRunning } from './choice.js';
import { compilePart } from './remember.js';
import { compiledField, expression } from './text.js';

const GROUPS = ['all', 'any', 'not'] as const;
const SUBJECTS = ['field', 'running', 'part', 'value'] as const;
const COMPARE = {
  above: (a: number | string, b: number | string) => a > b,
  below: (a: number | string, b: number | string) => a < b,
  atLeast: (a: number | string, b: number | string) => a >= b,
  atMost: (a: number | string, b: number | string) => a <= b,
} as const;

type Ask = (subject: Value | undefined, frame: Frame) => boolean;

export function compileCondition(c: Compiler, doc: ConditionDoc, path: Path): Test {
  const groups = GROUPS.filter((name) => doc[name] !== undefined);
  const subjects = SUBJECTS.filter((name) => doc[name] !== undefined);
  const [name, second] = [...groups, ...subjects];
  if (name === undefined) return bad(c, path, `a condition needs one of ${[...GROUPS, ...SUBJECTS].join(', ')}`);
  if (second !== undefined) return bad(c, path, `${name} and ${second} in one condition: join them with all or any`);
  switch (name) {
    case 'all':
    case 'any':
    case 'not':
      return compileGroup(c, name, doc, path);
    case 'field':
    case 'running':
    case 'part':
    case 'value':
      return compileQuestions(c, name, doc, path);
  }
}

function compileGroup(c: Compiler, name: 'all' | 'any' | 'not', doc: ConditionDoc, path: Path): Test {
  if (Object.keys(doc).length > 1) return bad(c, path, `nothing can stand beside ${name}`);
  if (name === 'not') {
    const test = c.condition(doc.not ?? {}, [...path, 'not']);
    return (frame) => !test(frame);
  }
  const tests = (doc[name] ?? []).map((each, i) => c.condition(each, [...path, name, i]));
  return name === 'all' ? (frame) => tests.every((test) => test(frame)) : (frame) => tests.some((test) => test(frame));
}

function subjectOf(c: Compiler, name: (typeof SUBJECTS)[number], doc: ConditionDoc, path: Path): Compiled {
  switch (name) {
    case 'field':
      return compiledField(c, doc.field ?? '');
    case 'running':
      return compileRunning(c, doc.running ?? '', path);
    case 'part':
      return compilePart(c, doc, path, true);
    case 'value':
      return c.value(doc.value ?? '', [...path, 'value']);
  }
}

function compileQuestions(c: Compiler, name: (typeof SUBJECTS)[number], doc: ConditionDoc, path: Path): Test {
  if (doc.key !== undefined && name !== 'part') return bad(c, [...path, 'key'], `key cannot stand beside ${name}`);
  const subject = subjectOf(c, name, doc, path);
  const asks = questions(c, doc, path, subject.type);
  const [only] = asks;
  if (!only) return bad(c, path, 'ask something: is, in, matches, present, above, below, atLeast or atMost');
  const { evaluate } = subject;
  if (asks.length === 1) return (frame) => only(evaluate(frame), frame);
  return (frame) => {
    const value = evaluate(frame);
    return asks.every((ask) => ask(value, frame));
  };
}

function questions(c: Compiler, doc: ConditionDoc, path: Path, type: ValueType | undefined): Ask[] {
  const asks: Ask[] = [];
  const { present, matches } = doc;
  if (present !== undefined) asks.push((value) => (value !== undefined) === present);
  if (doc.is !== undefined) asks.push(equals(c, doc.is, [...path, 'is'], type));
  if (doc.in !== undefined) asks.push(oneOf(c, doc.in, [...path, 'in'], type));
  if (matches !== undefined) {
    if (type !== undefined && type !== 'text') c.complain([...path, 'matches'], 'only a text can match');
    const pattern = expression(c, matches, [...path, 'matches']);
    if (pattern) asks.push((value) => typeof value === 'string' && pattern.test(value));
  }
  for (const name of ['above', 'below', 'atLeast', 'atMost'] as const) {
    const other = doc[name];
    if (other !== undefined) asks.push(compared(c, name, other, { path: [...path, name], type }));
  }
  return asks;
}

/** The other side of a question, of the subject's type. */
function other(c: Compiler, doc: ValueDoc, path: Path, type: ValueType | undefined): Compiled {
  const compiled = c.value(doc, path, type ?? 'text');
  if (type === undefined || compiled.type === undefined || compiled.type === type) return compiled;
  return c.complain(path, `${TYPE_NAMES[type]} is compared here, but this gives ${TYPE_NAMES[compiled.type]}`);
}

function equals(c: Compiler, doc: ValueDoc, path: Path, type: ValueType | undefined): Ask {
  const { evaluate, constant } = other(c, doc, path, type);
  if (constant !== undefined && type === 'text') return (value) => value === constant;
  const day = type === 'date' ? c.zone : undefined;
  return (value, frame) => value !== undefined && comparable(value, day) === comparable(evaluate(frame), day);
}

function oneOf(c: Compiler, list: readonly Scalar[], path: Path, type: ValueType | undefined): Ask {
  if (type === 'text') {
    const texts = new Set(list.map(String));
    return (value) => texts.has(value as string);
  }
  const asks = list.map((each, i) => equals(c, each, [...path, i], type));
  return (value, frame) => asks.some((ask) => ask(value, frame));
}

interface Side {
  readonly path: Path;
  readonly type: ValueType | undefined;
}

function compared(c: Compiler, name: keyof typeof COMPARE, doc: ValueDoc, { path, type }: Side): Ask {
  if (type !== undefined && type !== 'money' && type !== 'number' && type !== 'date') {
    c.complain(
      path,
      `only amounts, whole numbers and dates can be compared; write value: { money: FIELD } or the like`,
    );
  }
  const { evaluate } = other(c, doc, path, type);
  const compare = COMPARE[name];
  const day = type === 'date' ? c.zone : undefined;
  return (value, frame) => {
    const [a, b] = [comparable(value, day), comparable(evaluate(frame), day)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}

/** @param day zone in which dates compare by the day; undefined where the value is no date */
function comparable(value: Value | undefined, day: string | undefined): number | string | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  return day === undefined ? value : dateOf(value, day);
}

function bad(c: Compiler, path: Path, message: string): Test {
  c.complain(path, message);
  return () => false;
}
