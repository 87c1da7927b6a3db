/**
 * Negative data at a credit bureau: the person is told before they are furnished, and they are kept for so many years
 * from the end of what they report (征信业管理条例 Art. 15, 16).
 */
import { saidText, type Spell, type SpellStep } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addYears } from '../time/index.js';

interface Terms {
  /** Statuses that report nothing bad; all others are negative. */
  readonly positive_statuses: readonly string[];
  readonly keep_years: number;
}

function isNegative(of: { readonly fields: Readonly<Record<string, unknown>> }, { positive_statuses }: Terms): boolean {
  const status = saidText(of, 'status')?.toUpperCase();
  return status !== undefined && !positive_statuses.includes(status);
}

/** Notices of the case that were given by the report. */
function noticeBefore(report: Spell, { dossier, file }: DutyScene): Spell | undefined {
  return dossier
    .spells('disclosure')
    .find(
      (spell) =>
        spell.type === 'CreditReportingNoticeGiven' &&
        spell.stream === file.id &&
        spell.from <= report.from &&
        [undefined, saidText(report, 'bureau')].includes(saidText(spell, 'bureau')),
    );
}

function told(report: Spell, scene: DutyScene): Clock {
  const notice = noticeBefore(report, scene);
  const about = { subject: report.id, reason: 'told-before-furnishing', due: report.on, set: report.event };
  if (!notice) return { ...about, outcome: 'DUTY_MISSED', inputs: [report.event] };
  return { ...about, outcome: 'DUTY_MET', on: notice.on, inputs: [report.event, notice.event] };
}

/** Once what it reports is over, the years run. */
function kept(report: Spell, scene: DutyScene, terms: Terms): Clock[] {
  const over: SpellStep | undefined = report.steps.find((step) => step.on <= scene.asOf && !isNegative(step, terms));
  if (!over) return [];
  const until = addYears(over.on, terms.keep_years);
  const reason = 'negative-data-kept';
  const inputs = [report.event, over.event];
  const subject = report.id;
  return [{ subject, outcome: 'RETAIN_UNTIL', reason, from: over.on, due: until, set: over.event, inputs }];
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const { dossier, file, asOf } = scene;
  return dossier
    .spells('bureauReport')
    .filter((report) => report.stream === file.id && report.on <= asOf && isNegative(report, terms))
    .flatMap((report) => [told(report, scene), ...kept(report, scene, terms)]);
}

export const negativeData: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'negative-data@1.0.0',
  parameters: {
    type: 'object',
    required: ['positive_statuses', 'keep_years'],
    additionalProperties: false,
    properties: {
      positive_statuses: { type: 'array', items: { type: 'string' } },
      keep_years: { type: 'integer', minimum: 1 },
    },
  },
  evaluate,
};
