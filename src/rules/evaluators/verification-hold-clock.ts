/** The holds of disputes as clocks of the case: from receipt to verification, with what released them (12 CFR 1006.38(d)(2)). */
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { disputesOf, HOLD_SCHEMA, standingOf, type DisputeFile, type HoldTerms } from '../validation/disputes.js';

function clockOf(scene: DutyScene, dispute: DisputeFile, terms: HoldTerms): Clock {
  const { asOf } = scene;
  const { release: known, amount } = dispute;
  const release = known !== undefined && known.on <= asOf ? known : undefined;
  const standing = standingOf(scene, dispute, terms, asOf);
  const inputs = [...standing.inputs, ...(release ? [release.event] : [])];
  const clock = { subject: dispute.id, set: dispute.event, from: dispute.on, inputs };
  switch (standing.is) {
    case 'ORAL':
      return { ...clock, outcome: 'ADVISORY', reason: 'oral-dispute', debts: dispute.debts };
    case 'LATE':
      return { ...clock, outcome: 'ADVISORY', reason: 'late-dispute', debts: dispute.debts };
    case 'UNKNOWN':
      return { ...clock, outcome: 'NOT_EVALUATED', reason: 'calendar-not-known' };
    case 'HELD': {
      const reason = release ? 'released' : 'disputed-not-verified';
      const counters = amount === undefined ? undefined : { held_portion: amount };
      return { ...clock, outcome: 'HOLD', reason, debts: standing.debts, on: release?.on, counters };
    }
  }
}

function evaluate(scene: DutyScene, terms: HoldTerms): Clock[] {
  const { dossier, file, asOf } = scene;
  if (!file.facts.some(({ type }) => type === 'DisputeRaised')) return [];
  return disputesOf(dossier, file, terms.release_steps)
    .filter(({ on }) => on <= asOf)
    .map((dispute) => clockOf(scene, dispute, terms));
}

export const verificationHoldClock: DutyEvaluator<HoldTerms> = {
  of: 'duty',
  name: 'verification-hold-clock@1.0.0',
  parameters: {
    type: 'object',
    required: ['notices', 'validation_days', 'assumed_receipt_business_days', 'release_steps'],
    additionalProperties: false,
    properties: HOLD_SCHEMA,
  },
  evaluate,
};
