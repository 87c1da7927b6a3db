/** All evaluators, by name with version. A version that decided once stays here for ever. */
import type { Evaluator } from '../evaluator.js';
import { complaintDeadline } from './complaint-deadline.js';
import { contactHours } from './contact-hours.js';
import { contactPoint } from './contact-point.js';
import { debtAdvicePause } from './debt-advice-pause.js';
import { deceased } from './deceased.js';
import { disputeSuspension } from './dispute-suspension.js';
import { disputeSuspensionClock } from './dispute-suspension-clock.js';
import { enquiryAnswer } from './enquiry-answer.js';
import { erasureInterval } from './erasure-interval.js';
import { frequency } from './frequency.js';
import { knownPlace } from './known-place.js';
import { ledgerHold } from './ledger-hold.js';
import { moratorium } from './moratorium.js';
import { moratoriumClock } from './moratorium-clock.js';
import { retention } from './retention.js';
import { statedPreferences } from './stated-preferences.js';
import { summaryResolution } from './summary-resolution.js';
import { thirdPartyDetails } from './third-party-details.js';
import { transferNotice } from './transfer-notice.js';

export const EVALUATORS: readonly Evaluator[] = [
  frequency,
  contactHours,
  complaintDeadline,
  contactPoint,
  debtAdvicePause,
  deceased,
  disputeSuspension,
  disputeSuspensionClock,
  enquiryAnswer,
  erasureInterval,
  knownPlace,
  ledgerHold,
  moratorium,
  moratoriumClock,
  retention,
  statedPreferences,
  summaryResolution,
  thirdPartyDetails,
  transferNotice,
];

const BY_NAME: ReadonlyMap<string, Evaluator> = new Map(EVALUATORS.map((evaluator) => [evaluator.name, evaluator]));

export function evaluatorNamed(name: string): Evaluator | undefined {
  return BY_NAME.get(name);
}
