/** All evaluators, by name with version. A version that decided once stays here for ever. */
import type { Evaluator } from '../evaluator.js';
import { contactHours } from './contact-hours.js';
import { effectiveCollection } from './effective-collection.js';
import { frequency } from './frequency.js';
import { interestBase } from './interest-base.js';
import { limitation } from './limitation.js';
import { retentionInterval } from './retention-interval.js';
import { stepDeadline } from './step-deadline.js';

export const EVALUATORS: readonly Evaluator[] = [
  frequency,
  contactHours,
  effectiveCollection,
  interestBase,
  limitation,
  retentionInterval,
  stepDeadline,
];

const BY_NAME: ReadonlyMap<string, Evaluator> = new Map(EVALUATORS.map((evaluator) => [evaluator.name, evaluator]));

export function evaluatorNamed(name: string): Evaluator | undefined {
  return BY_NAME.get(name);
}
