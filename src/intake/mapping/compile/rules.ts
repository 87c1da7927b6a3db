/** Rules: the first whose condition holds says what becomes of a row. */
import type { RuleDoc } from '../document.js';
import type { Frame } from '../frame.js';
import type { Path } from '../problem.js';
import type { Test } from './compiled.js';
import type { Compiler } from './compiler.js';
import { compileSteps, type Run } from './steps.js';

export type CompiledRule =
  | { readonly what: 'do'; readonly run: Run }
  | { readonly what: 'ignore'; readonly reason: string }
  | { readonly what: 'reject'; readonly reason: string };

const NO_RULE: CompiledRule = { what: 'reject', reason: 'no rule of the mapping says what becomes of this row' };

/** Finds the rule of a row; meaningless where the frame has a problem. */
export function compileRules(c: Compiler): (frame: Frame) => CompiledRule {
  const rules = c.doc.rows.map((doc, i) => {
    const path: Path = ['rows', i];
    return { test: c.optionalCondition(doc.when, [...path, 'when']), rule: compileRule(c, doc, path) };
  });
  rules.slice(0, -1).forEach(({ test }, i) => {
    if (!test) c.complain(['rows', i], 'a rule without a condition (when) takes every row: it must be the last');
  });
  return (frame) => ruleFor(rules, frame);
}

interface Guarded {
  readonly test: Test | undefined;
  readonly rule: CompiledRule;
}

function ruleFor(rules: readonly Guarded[], frame: Frame): CompiledRule {
  for (const { test, rule } of rules) if (!test || test(frame)) return rule;
  return NO_RULE;
}

function compileRule(c: Compiler, doc: RuleDoc, path: Path): CompiledRule {
  const { do: steps, ignore, reject } = doc;
  const given = [steps, ignore, reject].filter((what) => what !== undefined).length;
  if (given !== 1) c.complain(path, 'a rule has exactly one of do, ignore and reject');
  if (ignore !== undefined) return { what: 'ignore', reason: ignore };
  if (reject !== undefined) return { what: 'reject', reason: reject };
  return { what: 'do', run: compileSteps(c, steps ?? [], [...path, 'do'], '') };
}
