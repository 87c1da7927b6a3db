/** Sums and comparisons of amounts (or whole numbers). An absent operand is a problem of the row: nothing is guessed. */
import type { ValueDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import { NOTHING, TYPE_NAMES, type Compiled, type Evaluate, type ValueType } from './compiled.js';
import type { Compiler } from './compiler.js';

const COMBINE = {
  plus: (a: number, b: number) => a + b,
  minus: (a: number, b: number) => a - b,
  max: (a: number, b: number) => Math.max(a, b),
  min: (a: number, b: number) => Math.min(a, b),
} as const;

const CHANGE = {
  // `0 - a` and not `-a`: there is no negative zero in money.
  negate: (a: number) => 0 - a,
  abs: (a: number) => Math.abs(a),
} as const;

type Combining = keyof typeof COMBINE;
type Changing = keyof typeof CHANGE;

export function compileCombining(
  c: Compiler,
  name: Combining,
  docs: readonly ValueDoc[],
  path: Path,
  want: ValueType,
): Compiled {
  const operands = docs.map((doc, i) => operand(c, doc, [...path, name, i], want));
  if (operands.some(({ type }) => type === undefined)) return NOTHING;
  const type = operands[0]?.type;
  if (operands.some((other) => other.type !== type)) {
    return c.complain(path, `amounts and whole numbers cannot be mixed in ${name}`);
  }
  const combine = COMBINE[name];
  return {
    type,
    reads: operands.flatMap(({ reads }) => reads),
    evaluate(frame) {
      let result: number | undefined;
      for (const each of operands) {
        const value = numberOf(each, frame);
        if (value === undefined) return undefined;
        result = result === undefined ? value : combine(result, value);
      }
      return safe(result, frame);
    },
  };
}

export function compileChanging(c: Compiler, name: Changing, doc: ValueDoc, path: Path, want: ValueType): Compiled {
  const only = operand(c, doc, [...path, name], want);
  if (only.type === undefined) return NOTHING;
  const change = CHANGE[name];
  return {
    type: only.type,
    reads: only.reads,
    evaluate(frame) {
      const value = numberOf(only, frame);
      return value === undefined ? undefined : change(value);
    },
  };
}

function operand(c: Compiler, doc: ValueDoc, path: Path, want: ValueType): Compiled {
  const compiled = c.value(doc, path, want === 'number' ? 'number' : 'money');
  const { type } = compiled;
  if (type === undefined || type === 'money' || type === 'number') return compiled;
  return c.complain(path, `an amount is needed here, but this gives ${TYPE_NAMES[type]}`);
}

function numberOf({ evaluate, reads }: Compiled, frame: Frame): number | undefined {
  const value = evaluate(frame) as number | undefined;
  if (value !== undefined || frame.problem) return value;
  const field = reads.find((name) => frame.fields[name] === undefined) ?? reads[0];
  const reason =
    field === undefined
      ? 'a running value is needed for a sum before it was set; give it a start or a default'
      : 'absent, but needed for a sum; give it a default if that means 0';
  return frame.fail({ field, reason });
}

function safe(result: number | undefined, frame: Frame): ReturnType<Evaluate> {
  if (result === undefined || Number.isSafeInteger(result)) return result;
  return frame.fail({ reason: 'a sum leaves the amounts that can be kept exactly' });
}
