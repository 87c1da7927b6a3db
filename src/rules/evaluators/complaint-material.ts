/** A complainant is not asked for material that we hold already (投诉办法 2020): each such request is pointed at for review. */
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  /** Step of a complaint that asks for material. */
  readonly step: string;
}

const STEP: ReadonlySet<string> = new Set(['ComplaintStepRecorded']);

function evaluate({ file, asOf }: DutyScene, { step }: Terms): readonly Clock[] {
  const asked = factsUntil(file, STEP, asOf).filter((fact) => saidWord(fact, 'step') === step);
  return asked.map((fact) => ({
    subject: saidWord(fact, 'complaint') ?? fact.id,
    outcome: 'ADVISORY',
    reason: 'material-requested',
    on: fact.eff,
    set: fact.id,
    inputs: [fact.id],
  }));
}

export const complaintMaterial: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'complaint-material@1.0.0',
  parameters: {
    type: 'object',
    required: ['step'],
    additionalProperties: false,
    properties: { step: { type: 'string' } },
  },
  evaluate,
};
