/** From when until when a dispute suspends steps to recover the debt, and whether its outcome was told (CONC 7.14). */
import { disputesOf, endOf, type DisputeFile } from '../dossier/disputes.js';
import { saidWord } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { SUSPENSION_SCHEMA, type SuspensionTerms } from './dispute-suspension.js';

function clockOf(dispute: DisputeFile, { told_steps }: SuspensionTerms): Clock {
  const { id: subject, raised, debts, amount, withdrawn, resolved } = dispute;
  const end = endOf(dispute, told_steps);
  const isTold = withdrawn !== undefined || told_steps.includes((end && saidWord(end, 'step')) ?? '');
  const flags = [
    ...(amount === undefined ? [] : ['portion']),
    ...(resolved && !isTold ? ['telling-not-recorded'] : []),
  ];
  return {
    subject,
    outcome: 'HOLD',
    reason: 'debt-disputed',
    from: raised.eff,
    on: end?.eff,
    set: raised.id,
    inputs: [raised.id, ...(end ? [end.id] : [])],
    debts,
    ...(amount === undefined ? {} : { counters: { disputed: amount } }),
    ...(flags.length > 0 ? { flags } : {}),
  };
}

function evaluate({ file, asOf, rule }: DutyScene, terms: SuspensionTerms): readonly Clock[] {
  return disputesOf(file, asOf)
    .filter(({ raised, ground }) => rule.in_force_from <= raised.eff && terms.grounds.includes(ground))
    .map((dispute) => clockOf(dispute, terms));
}

export const disputeSuspensionClock: DutyEvaluator<SuspensionTerms> = {
  of: 'duty',
  name: 'dispute-suspension-clock@1.0.0',
  parameters: {
    type: 'object',
    required: ['grounds', 'told_steps'],
    additionalProperties: false,
    properties: SUSPENSION_SCHEMA,
  },
  evaluate,
};
