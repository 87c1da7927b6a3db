/**
 * Until when records of a kind are kept: each so many years after its own day (个人信息保护法 Art. 56, DISP 1.9.1R). What is
 * furnished to a credit bureau, or kept until a debt is settled, has evaluators of its own.
 */
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { RECORD_KINDS, recordsOf, type RecordKind } from '../retention/records.js';
import { addYears } from '../time/index.js';

interface Terms {
  readonly record: RecordKind;
  /** Years after the record's day; the same date of that year is the last on which it must be kept. */
  readonly years: number;
}

function evaluate(scene: DutyScene, { record, years }: Terms): readonly Clock[] {
  return recordsOf(scene)
    .filter(({ kind }) => kind === record)
    .map(({ id: subject, event: set, on: from }): Clock => {
      const due = addYears(from, years);
      return {
        subject,
        outcome: 'RETAIN_UNTIL',
        reason: 'keep-record',
        from,
        due,
        set,
        inputs: [set],
        counters: { years },
      };
    });
}

export const recordRetention: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'record-retention@1.0.0',
  parameters: {
    type: 'object',
    required: ['record', 'years'],
    additionalProperties: false,
    properties: { record: { enum: RECORD_KINDS }, years: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  evaluate,
};
