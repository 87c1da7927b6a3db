/**
 * A contact as a correction says it was (`ContactRecordCorrected`, domain/model.md 4.7). The first version stays in the
 * ledger; whoever asks as known before the correction reads that one.
 */
import { isDayOnly, isMoment } from '../../ledger/dates.js';
import type { Attempt } from './attempt.js';
import { whenOf } from './moments.js';

/** Fields of a correction that change what rules count. Others are words. */
const TEXTS = ['channel', 'direction', 'purpose', 'party', 'role', 'point', 'staff', 'outcome', 'agency'] as const;

/**
 * @param changes field names with what they should have said, as texts.
 * @param event id of the correction.
 */
export function corrected(attempt: Attempt, changes: Readonly<Record<string, string>>, event: string): Attempt {
  const next: Record<string, unknown> = { ...attempt };
  for (const name of TEXTS) if (changes[name] !== undefined) next[name] = changes[name];
  const { occurredAt, connected, conversation, debts } = changes;
  if (debts !== undefined) next['debts'] = debts.split(/[\s,]+/).filter((debt) => debt !== '');
  if (connected === 'true' || connected === 'false') next['connected'] = connected === 'true';
  if (connected === 'true') next['notConnected'] = undefined;
  if (changes['cause'] !== undefined) next['notConnected'] = changes['cause'];
  if (conversation === 'false') next['conversation'] = undefined;
  if (conversation === 'true') next['conversation'] = attempt.conversation ?? { event };
  if (occurredAt !== undefined && isMoment(occurredAt)) {
    const { at, day } = whenOf(occurredAt, attempt.zone ?? 'UTC');
    next['at'] = at;
    next['day'] = isDayOnly(occurredAt) ? day : undefined;
  }
  return next as unknown as Attempt;
}
