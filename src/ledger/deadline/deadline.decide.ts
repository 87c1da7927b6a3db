/** Decides notices of deadlines. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { firstRefusal, frameOf } from '../checks.js';
import type { Command, Decision, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import { notAllowed } from '../refusal.js';
import { deadlineId } from './deadline.calc.js';
import type { DeadlineState } from './deadline.events.js';

/** Sent by the reactor only. */
export interface NoticeDeadline extends Command {
  readonly type: 'NoticeDeadline';
  readonly ordinal: number;
  readonly state: DeadlineState;
  readonly rule: string;
  readonly pack: string;
  readonly subject: string;
  readonly reason: string;
  readonly due: CivilDate;
  readonly setBy: string;
  readonly retrospective: boolean;
}
export type DeadlineCommand = NoticeDeadline;

function notice(command: NoticeDeadline, state: CaseState): Decision<CaseStreamFact> {
  const refusal = firstRefusal(frameOf(state));
  if (refusal) return refusal;
  const { ordinal, rule, pack, subject, reason, due, setBy, retrospective, state: to } = command;
  const known = state.deadlines.get(deadlineId(command));
  if (ordinal !== (known?.ordinal ?? 0) + 1) {
    return notAllowed('notice-out-of-turn', 'Another notice was recorded meanwhile.', 'ordinal');
  }
  const before = known?.state ?? 'NONE';
  const flags = retrospective ? { flags: ['retrospective' as const] } : {};
  const data = { ordinal, rule, pack, subject, reason, due, setBy, ...flags };
  if (before !== 'MISSED' && to === 'MISSED') return [{ type: 'DeadlineMissed', data }];
  if (before === 'MISSED' && to !== 'MISSED') {
    return [{ type: 'DeadlineMissRevised', data: { ...data, from: 'MISSED', to } }];
  }
  return notAllowed(
    'nothing-to-notice',
    'Only a deadline that is newly missed, or not missed after all, is noticed.',
    'state',
  );
}

export const deadlineRules: Rules<DeadlineCommand, CaseState, CaseStreamFact> = {
  NoticeDeadline: { decide: notice },
};
