/** Texts: constants, templates, fields, and what can be done to them. */
import type { FieldNames, OperatorDoc, Scalar, ValueDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import { clean } from '../values/clean.js';
import { NOTHING, type Compiled, type Evaluate } from './compiled.js';
import type { Compiler } from './compiler.js';

export type TextEvaluate = Evaluate<string>;

/** The text of the first of the fields that the row has. */
export function fieldText(names: FieldNames): TextEvaluate {
  if (typeof names === 'string') return ({ fields }) => clean(fields[names]);
  return ({ fields }) => {
    for (const name of names) {
      const text = clean(fields[name]);
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

export function listOf(names: FieldNames): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

export interface CompiledText extends Compiled {
  readonly evaluate: TextEvaluate;
}

/** A compiled text whose fields are noted as read. */
export function compiledField(c: Compiler, names: FieldNames): CompiledText {
  const reads = listOf(names);
  c.uses.read(reads);
  return { type: 'text', evaluate: fieldText(names), reads };
}

const PIECE = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/** A text with `{field}` in it. Absent fields leave nothing; a template all of whose fields are absent is absent. */
export function compileTemplate(c: Compiler, text: string, path: Path): Compiled {
  if (text.includes('${')) {
    return c.complain(path, `'\${…}' is only known inside a loop (each) that declares it`);
  }
  if (!/[{}]/.test(text)) return { type: 'text', evaluate: () => text, reads: [], constant: text };
  const pieces: (string | TextEvaluate)[] = [];
  const reads: string[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const [whole, name] = match;
    pieces.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (whole === '{{' || whole === '}}') pieces.push(whole.charAt(0));
    else if (name) {
      reads.push(name);
      pieces.push(fieldText(name));
    } else return c.complain(path, `the template has a brace that stands alone; write {{ or }} for a brace as such`);
  }
  pieces.push(text.slice(end));
  c.uses.read(reads);
  const parts = pieces.filter((piece) => piece !== '');
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'function') return { type: 'text', evaluate: only, reads };
  return { type: 'text', evaluate: joined(parts, reads.length > 0), reads };
}

function joined(parts: readonly (string | TextEvaluate)[], needsField: boolean): TextEvaluate {
  return (frame) => {
    let out = '';
    let any = !needsField;
    for (const part of parts) {
      const text = typeof part === 'string' ? part : part(frame);
      if (text === undefined) continue;
      any ||= typeof part !== 'string';
      out += text;
    }
    return any ? out : undefined;
  };
}

/** `match`, `case` and `map`, in this order. */
export function withTextOptions(c: Compiler, doc: OperatorDoc, path: Path, base: Compiled): Compiled {
  let evaluate = base.evaluate as TextEvaluate;
  if (doc.match !== undefined) {
    const pattern = expression(c, doc.match, [...path, 'match']);
    if (!pattern) return NOTHING;
    evaluate = matched(evaluate, pattern);
  }
  if (doc.case !== undefined) evaluate = cased(evaluate, doc.case);
  if (doc.map !== undefined) evaluate = mapped(evaluate, doc, base.reads);
  else if (doc.otherwise !== undefined) return c.complain([...path, 'otherwise'], 'otherwise belongs to a map');
  return { type: 'text', evaluate, reads: base.reads };
}

/** A regular expression, or a problem. */
export function expression(c: Compiler, source: string, path: Path): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    c.complain(path, `this is no regular expression: ${(error as Error).message}`);
    return undefined;
  }
}

function matched(evaluate: TextEvaluate, pattern: RegExp): TextEvaluate {
  return (frame) => {
    const text = evaluate(frame);
    const match = text === undefined ? null : pattern.exec(text);
    return match ? clean(match[1] ?? match[0]) : undefined;
  };
}

function cased(evaluate: TextEvaluate, how: 'upper' | 'lower'): TextEvaluate {
  return (frame) => {
    const text = evaluate(frame);
    return how === 'upper' ? text?.toUpperCase() : text?.toLowerCase();
  };
}

function mapped(evaluate: TextEvaluate, { map = {}, otherwise }: OperatorDoc, reads: readonly string[]): TextEvaluate {
  const becomes = new Map(Object.entries(map).map(([text, value]) => [text, String(value)]));
  const other = otherwise === undefined ? undefined : String(otherwise);
  const known = [...becomes.keys()].join(', ');
  return (frame: Frame) => {
    const text = evaluate(frame);
    if (text === undefined) return undefined;
    return becomes.get(text) ?? other ?? frame.fail({ field: reads[0], value: text, reason: `none of ${known}` });
  };
}

/** A constant in the place of a text. */
export function constantText(c: Compiler, value: Scalar, path: Path): Compiled {
  return typeof value === 'string' ? compileTemplate(c, value, path) : literal(String(value));
}

export function literal(text: string): Compiled {
  return { type: 'text', evaluate: () => text, reads: [], constant: text };
}

/** What `money`, `date`, … read from: field names, or another value that gives a text. */
export function textSource(c: Compiler, source: FieldNames | ValueDoc, path: Path): Compiled {
  if (typeof source === 'string' || Array.isArray(source)) return compiledField(c, source as FieldNames);
  return c.typed(source as ValueDoc, path, 'text');
}
