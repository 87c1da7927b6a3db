/** All evaluators, by name with version. A version that decided once stays here for ever. */
import type { Evaluator } from '../evaluator.js';
import { complaintDeadline } from './complaint-deadline.js';
import { contactHours } from './contact-hours.js';
import { frequency } from './frequency.js';
import { summaryResolution } from './summary-resolution.js';

export const EVALUATORS: readonly Evaluator[] = [frequency, contactHours, complaintDeadline, summaryResolution];

const BY_NAME: ReadonlyMap<string, Evaluator> = new Map(EVALUATORS.map((evaluator) => [evaluator.name, evaluator]));

export function evaluatorNamed(name: string): Evaluator | undefined {
  return BY_NAME.get(name);
}
