import { aCase } from '../../../test/support/case-scenario.js';
import type { NoticeDeadline } from './index.js';

const notice = (
  state: NoticeDeadline['state'],
  ordinal: number,
  more: Partial<NoticeDeadline> = {},
): NoticeDeadline => ({
  type: 'NoticeDeadline',
  ordinal,
  state,
  rule: 'UK-DISP-2@1',
  pack: 'uk@1',
  subject: 'complaint-1',
  reason: 'final-response',
  due: '2026-03-02',
  setBy: 'event-1',
  retrospective: false,
  ...more,
});

describe('notices of deadlines', () => {
  it('say that one was missed, with rule, pack, subject and what set it', () => {
    aCase()
      .when(notice('MISSED', 1, { retrospective: true }))
      .then({
        type: 'DeadlineMissed',
        data: { rule: 'UK-DISP-2@1', pack: 'uk@1', subject: 'complaint-1', ordinal: 1, flags: ['retrospective'] },
      });
  });

  it('are revised where it was met in time, and may be missed again, each with the next ordinal', () => {
    aCase(notice('MISSED', 1))
      .when(notice('MET', 2))
      .then({ type: 'DeadlineMissRevised', data: { from: 'MISSED', to: 'MET', ordinal: 2 } });
    aCase(notice('MISSED', 1), notice('NONE', 2))
      .when(notice('MISSED', 3))
      .then({ type: 'DeadlineMissed', data: { ordinal: 3 } });
  });

  it('of a newer version of the rule are about the same deadline; of another subject about another', () => {
    aCase(notice('MISSED', 1))
      .when(notice('MISSED', 1, { rule: 'UK-DISP-2@2' }))
      .thenRefused('notice-out-of-turn');
    aCase(notice('MISSED', 1))
      .when(notice('MISSED', 1, { subject: 'complaint-2' }))
      .then({ type: 'DeadlineMissed', data: { subject: 'complaint-2' } });
  });

  it('are not recorded where there is nothing to notice', () => {
    aCase().when(notice('MET', 1)).thenRefused('nothing-to-notice');
    aCase(notice('MISSED', 1)).when(notice('MISSED', 2)).thenRefused('nothing-to-notice');
  });

  it('are recorded on a closed case too', () => {
    aCase({ type: 'CloseCase', reason: 'WITHDRAWN' })
      .when(notice('MISSED', 1))
      .then({ type: 'DeadlineMissed', data: { ordinal: 1 } });
  });
});
