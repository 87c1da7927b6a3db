/** All evaluators, by name with version. A version that decided once stays here for ever. */
import type { Evaluator } from '../evaluator.js';
import { activityRetention } from './activity-retention.js';
import { agencyEvaluation } from './agency-evaluation.js';
import { agencyNotice } from './agency-notice.js';
import { attorney } from './attorney.js';
import { cease } from './cease.js';
import { collectorDisclosure } from './collector-disclosure.js';
import { complaintDeadline } from './complaint-deadline.js';
import { complaintMaterial } from './complaint-material.js';
import { conductFindings } from './conduct-findings.js';
import { contactHours } from './contact-hours.js';
import { contactPlace } from './contact-place.js';
import { contactPoint } from './contact-point.js';
import { conversationPause } from './conversation-pause.js';
import { creditorNotice } from './creditor-notice.js';
import { debtAdvicePause } from './debt-advice-pause.js';
import { deceased } from './deceased.js';
import { delinquencyClass } from './delinquency-class.js';
import { diallerConsent } from './dialler-consent.js';
import { disputeHandling } from './dispute-handling.js';
import { disputeSuspensionClock } from './dispute-suspension-clock.js';
import { disputeSuspension } from './dispute-suspension.js';
import { effectiveCollection } from './effective-collection.js';
import { enquiryAnswer } from './enquiry-answer.js';
import { erasureInterval } from './erasure-interval.js';
import { frequency } from './frequency.js';
import { furnishingNotice } from './furnishing-notice.js';
import { handlerConflict } from './handler-conflict.js';
import { incentiveBasis } from './incentive-basis.js';
import { interestBase } from './interest-base.js';
import { knownPlace } from './known-place.js';
import { ledgerHold } from './ledger-hold.js';
import { letterDiscloses } from './letter-discloses.js';
import { limitation } from './limitation.js';
import { locationContact } from './location-contact.js';
import { mediumOptOut } from './medium-opt-out.js';
import { moratoriumClock } from './moratorium-clock.js';
import { moratorium } from './moratorium.js';
import { negativeData } from './negative-data.js';
import { optOutNotice } from './opt-out-notice.js';
import { paidDebtTransfer } from './paid-debt-transfer.js';
import { planRecordingKept } from './plan-recording-kept.js';
import { planStopsCollection } from './plan-stops-collection.js';
import { planTerms } from './plan-terms.js';
import { processingRestricted } from './processing-restricted.js';
import { purposeOver } from './purpose-over.js';
import { reAgeLimits } from './re-age-limits.js';
import { recentNumber } from './recent-number.js';
import { recordRetention } from './record-retention.js';
import { recordingDuty } from './recording-duty.js';
import { reminderGiven } from './reminder-given.js';
import { retentionInterval } from './retention-interval.js';
import { retention } from './retention.js';
import { statedPreferences } from './stated-preferences.js';
import { stepDeadline } from './step-deadline.js';
import { summaryResolution } from './summary-resolution.js';
import { thirdPartyDetails } from './third-party-details.js';
import { thirdPerson } from './third-person.js';
import { timeBarredAction } from './time-barred-action.js';
import { transferNotice } from './transfer-notice.js';
import { validationNotice } from './validation-notice.js';
import { validationPeriod } from './validation-period.js';
import { verificationHoldClock } from './verification-hold-clock.js';
import { verificationHold } from './verification-hold.js';
import { visitConduct } from './visit-conduct.js';

export const EVALUATORS: readonly Evaluator[] = [
  activityRetention,
  agencyEvaluation,
  agencyNotice,
  attorney,
  cease,
  collectorDisclosure,
  complaintDeadline,
  complaintMaterial,
  conductFindings,
  contactHours,
  contactPlace,
  contactPoint,
  conversationPause,
  creditorNotice,
  debtAdvicePause,
  deceased,
  delinquencyClass,
  diallerConsent,
  disputeHandling,
  disputeSuspension,
  disputeSuspensionClock,
  effectiveCollection,
  enquiryAnswer,
  erasureInterval,
  frequency,
  furnishingNotice,
  handlerConflict,
  incentiveBasis,
  interestBase,
  knownPlace,
  ledgerHold,
  letterDiscloses,
  limitation,
  locationContact,
  mediumOptOut,
  moratorium,
  moratoriumClock,
  negativeData,
  optOutNotice,
  paidDebtTransfer,
  planRecordingKept,
  planStopsCollection,
  planTerms,
  processingRestricted,
  purposeOver,
  reAgeLimits,
  recentNumber,
  recordRetention,
  recordingDuty,
  reminderGiven,
  retention,
  retentionInterval,
  statedPreferences,
  stepDeadline,
  summaryResolution,
  thirdPartyDetails,
  thirdPerson,
  timeBarredAction,
  transferNotice,
  validationNotice,
  validationPeriod,
  verificationHold,
  verificationHoldClock,
  visitConduct,
];

/** Only a test adds to it, and takes away what it added. */
export const BY_NAME = new Map<string, Evaluator>(EVALUATORS.map((evaluator) => [evaluator.name, evaluator]));

export function evaluatorNamed(name: string): Evaluator | undefined {
  return BY_NAME.get(name);
}
