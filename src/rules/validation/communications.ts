/**
 * Contacts that convey something about a debt to who owes it (12 CFR 1006.2(d)): a conversation, whoever called; a
 * voicemail that says more than whom to call back; a message or letter that was not returned; a visit. A call that nobody
 * answered conveys nothing, nor does one that somebody took and ended without a word told.
 */
import type { CivilDate } from '../../ledger/dates.js';
import { isObligorRole, type CaseFile } from '../dossier/case-file.js';
import type { Attempt } from '../dossier/attempt.js';
import type { Dossier } from '../dossier/dossier.js';
import { dayOf } from '../dossier/told-days.js';

export interface CommunicationTerms {
  /** Classes of voicemail that convey nothing. */
  readonly limited_voicemails: readonly string[];
  /** Purposes that are not about collecting. */
  readonly other_purposes?: readonly string[];
}

export const COMMUNICATION_SCHEMA = {
  limited_voicemails: { type: 'array', items: { type: 'string' } },
  other_purposes: { type: 'array', items: { type: 'string' } },
};

/** Contacts of one case up to a day, by time. */
export function contactsOf(dossier: Dossier, file: CaseFile, asOf: CivilDate): Attempt[] {
  return dossier.attempts().filter((one) => one.cases.includes(file.id) && dayOf(one, file) <= asOf);
}

/** Whether it came back by a day. */
export function cameBack({ delivery }: Attempt, asOf: CivilDate): boolean {
  return delivery !== undefined && delivery.how !== 'DELIVERED' && delivery.day <= asOf;
}

function says({ voicemail }: Attempt, { limited_voicemails }: CommunicationTerms): boolean {
  return voicemail !== undefined && !limited_voicemails.includes(voicemail);
}

export function isCommunication(attempt: Attempt, terms: CommunicationTerms, asOf: CivilDate): boolean {
  const { kind, direction, conversation, connected, role, purpose } = attempt;
  if (!isObligorRole(role ?? 'DEBTOR') || terms.other_purposes?.includes(purpose)) return false;
  switch (kind) {
    case 'ATTEMPT':
      return conversation !== undefined || says(attempt, terms);
    case 'VISIT':
      return connected !== false;
    case 'MESSAGE':
    case 'NOTICE':
      return direction === 'OUTBOUND' && !cameBack(attempt, asOf);
  }
}
