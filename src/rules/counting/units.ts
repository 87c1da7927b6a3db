/** What counts: each law counts another thing of the same contact (rules.md 3.0, 6). */
import { isCall, isOutbound, type Attempt, type Conversation } from '../dossier/attempt.js';

export const UNITS = [
  'CALLS_PLACED',
  'CONTACTS',
  'CONVERSATIONS',
  'EFFECTIVE_CONVERSATIONS',
  'UNANSWERED_DIALS',
  'VISITS',
] as const;
/**
 * CALLS_PLACED: every call, answered or not, voicemail or not. CONTACTS: every outbound contact on any way.
 * CONVERSATIONS: somebody talked. EFFECTIVE_CONVERSATIONS: with the right party about the debt. UNANSWERED_DIALS: a call
 * that did not connect. VISITS: visits made.
 */
export type Unit = (typeof UNITS)[number];

export interface UnitTerms {
  readonly unit: Unit;
  /** Shorter conversations are not effective, seconds; only where both ends are known. */
  readonly effective_min_seconds?: number;
}

function isTooShort({ from, to }: Conversation, minSeconds: number): boolean {
  return from !== undefined && to !== undefined && to - from < minSeconds * 1000;
}

function isEffective({ conversation, rightParty }: Attempt, minSeconds: number): boolean {
  if (!conversation || isTooShort(conversation, minSeconds)) return false;
  return conversation.effective ?? rightParty !== undefined;
}

/** Whether an attempt is one of the unit. A reservation may become any of them. */
export function countsAs(attempt: Attempt, { unit, effective_min_seconds = 0 }: UnitTerms): boolean {
  switch (unit) {
    case 'CONTACTS':
      return isOutbound(attempt);
    case 'VISITS':
      return isOutbound(attempt) && attempt.kind === 'VISIT';
    case 'CALLS_PLACED':
      return isCall(attempt);
    case 'CONVERSATIONS':
      return isCall(attempt) && (attempt.reserved || attempt.conversation !== undefined);
    case 'EFFECTIVE_CONVERSATIONS':
      return isCall(attempt) && (attempt.reserved || isEffective(attempt, effective_min_seconds));
    case 'UNANSWERED_DIALS':
      return isCall(attempt) && (attempt.reserved || attempt.connected === false);
  }
}

/** A call of which nobody told what came of it. */
function isUntold({ connected, conversation, voicemail, outcome }: Attempt): boolean {
  return connected === undefined && conversation === undefined && voicemail === undefined && outcome === undefined;
}

/** Units of which a call may or may not be one, where nobody told what came of it. */
export const DOUBTED: ReadonlySet<Unit> = new Set(['CONVERSATIONS', 'EFFECTIVE_CONVERSATIONS', 'UNANSWERED_DIALS']);

/** Whether so little was told of a call that it may have been one of the unit, or none: nobody can say. */
export function mayHaveBeen(attempt: Attempt, { unit, effective_min_seconds = 0 }: UnitTerms): boolean {
  if (!isCall(attempt) || attempt.reserved) return false;
  switch (unit) {
    case 'CONTACTS':
    case 'VISITS':
    case 'CALLS_PLACED':
      return false;
    case 'CONVERSATIONS':
    case 'UNANSWERED_DIALS':
      return isUntold(attempt);
    case 'EFFECTIVE_CONVERSATIONS': {
      const { conversation, rightParty } = attempt;
      if (!conversation) return isUntold(attempt);
      const isUnsaid = conversation.effective === undefined && rightParty === undefined;
      return isUnsaid && !isTooShort(conversation, effective_min_seconds);
    }
  }
}

/** Whether a contact that is only planned may become one of the unit. */
export function mayCountAs(act: Pick<Attempt, 'channel' | 'direction' | 'kind'>, { unit }: UnitTerms): boolean {
  if (!isOutbound(act)) return false;
  if (unit === 'CONTACTS') return true;
  return unit === 'VISITS' ? act.kind === 'VISIT' : act.channel === 'phone' && act.kind === 'ATTEMPT';
}
