/** All evaluators, by name with version. A version that decided once stays here for ever. */
import type { Evaluator } from '../evaluator.js';
import { activityRetention } from './activity-retention.js';
import { attorney } from './attorney.js';
import { cease } from './cease.js';
import { collectorDisclosure } from './collector-disclosure.js';
import { complaintDeadline } from './complaint-deadline.js';
import { contactHours } from './contact-hours.js';
import { contactPlace } from './contact-place.js';
import { conversationPause } from './conversation-pause.js';
import { creditorNotice } from './creditor-notice.js';
import { diallerConsent } from './dialler-consent.js';
import { effectiveCollection } from './effective-collection.js';
import { frequency } from './frequency.js';
import { furnishingNotice } from './furnishing-notice.js';
import { interestBase } from './interest-base.js';
import { limitation } from './limitation.js';
import { locationContact } from './location-contact.js';
import { mediumOptOut } from './medium-opt-out.js';
import { optOutNotice } from './opt-out-notice.js';
import { paidDebtTransfer } from './paid-debt-transfer.js';
import { recentNumber } from './recent-number.js';
import { retentionInterval } from './retention-interval.js';
import { stepDeadline } from './step-deadline.js';
import { summaryResolution } from './summary-resolution.js';
import { timeBarredAction } from './time-barred-action.js';
import { validationNotice } from './validation-notice.js';
import { validationPeriod } from './validation-period.js';
import { verificationHoldClock } from './verification-hold-clock.js';
import { verificationHold } from './verification-hold.js';

export const EVALUATORS: readonly Evaluator[] = [
  activityRetention,
  attorney,
  cease,
  collectorDisclosure,
  complaintDeadline,
  contactHours,
  contactPlace,
  conversationPause,
  creditorNotice,
  diallerConsent,
  effectiveCollection,
  frequency,
  furnishingNotice,
  interestBase,
  limitation,
  locationContact,
  mediumOptOut,
  optOutNotice,
  paidDebtTransfer,
  recentNumber,
  retentionInterval,
  stepDeadline,
  summaryResolution,
  timeBarredAction,
  validationNotice,
  validationPeriod,
  verificationHold,
  verificationHoldClock,
];

const BY_NAME: ReadonlyMap<string, Evaluator> = new Map(EVALUATORS.map((evaluator) => [evaluator.name, evaluator]));

export function evaluatorNamed(name: string): Evaluator | undefined {
  return BY_NAME.get(name);
}
