/** Terms of interest that let a component bear it which the law leaves out: fees, penalties (银发〔2016〕111号). */
import { saidUpTo, textOf } from '../duties/said.js';
import { COMPONENTS } from '../../ledger/components.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface InterestBase {
  /** Components that must bear no interest. */
  readonly excluded: readonly string[];
}

const READ: ReadonlySet<string> = new Set(['InterestTermsSet']);

function evaluate({ file, asOf }: DutyScene, { excluded }: InterestBase): readonly Clock[] {
  if (!file.facts.some(({ type }) => READ.has(type))) return [];
  return saidUpTo(file, READ, asOf).flatMap((said) => {
    const { id, eff, fields } = said;
    const wrong = (fields['base'] as readonly string[]).filter((component) => excluded.includes(component));
    if (wrong.length === 0) return [];
    const debts = [textOf(said, 'debt')];
    return [
      {
        subject: textOf(said, 'terms'),
        outcome: 'PROHIBITED',
        reason: 'interest-on-excluded-component',
        from: textOf(said, 'from') || eff,
        set: id,
        inputs: [id],
        debts,
        flags: wrong.map((component) => `bears-interest:${component}`),
      },
    ];
  });
}

export const interestBase: DutyEvaluator<InterestBase> = {
  of: 'duty',
  name: 'interest-base@1.0.0',
  parameters: {
    type: 'object',
    required: ['excluded'],
    additionalProperties: false,
    properties: { excluded: { type: 'array', minItems: 1, items: { enum: COMPONENTS } } },
  },
  evaluate,
};
