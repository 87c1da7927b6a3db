/** All evaluators, by name with version. A version that decided once stays here for ever. */
import type { Evaluator } from '../evaluator.js';
import { agencyEvaluation } from './agency-evaluation.js';
import { agencyNotice } from './agency-notice.js';
import { complaintDeadline } from './complaint-deadline.js';
import { complaintMaterial } from './complaint-material.js';
import { conductFindings } from './conduct-findings.js';
import { contactHours } from './contact-hours.js';
import { disputeHandling } from './dispute-handling.js';
import { frequency } from './frequency.js';
import { handlerConflict } from './handler-conflict.js';
import { incentiveBasis } from './incentive-basis.js';
import { letterDiscloses } from './letter-discloses.js';
import { negativeData } from './negative-data.js';
import { planStopsCollection } from './plan-stops-collection.js';
import { planTerms } from './plan-terms.js';
import { purposeOver } from './purpose-over.js';
import { recordingDuty } from './recording-duty.js';
import { reminderGiven } from './reminder-given.js';
import { summaryResolution } from './summary-resolution.js';
import { thirdPerson } from './third-person.js';
import { visitConduct } from './visit-conduct.js';

export const EVALUATORS: readonly Evaluator[] = [
  agencyEvaluation,
  agencyNotice,
  complaintDeadline,
  complaintMaterial,
  conductFindings,
  contactHours,
  disputeHandling,
  frequency,
  handlerConflict,
  incentiveBasis,
  letterDiscloses,
  negativeData,
  planStopsCollection,
  planTerms,
  purposeOver,
  recordingDuty,
  reminderGiven,
  summaryResolution,
  thirdPerson,
  visitConduct,
];

const BY_NAME: ReadonlyMap<string, Evaluator> = new Map(EVALUATORS.map((evaluator) => [evaluator.name, evaluator]));

export function evaluatorNamed(name: string): Evaluator | undefined {
  return BY_NAME.get(name);
}
