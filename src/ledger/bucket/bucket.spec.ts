import { aCase } from '../../../test/support/case-scenario.js';
import type { NoticeBuckets, NoticedChange } from './index.js';

const change = (notice: NoticedChange['notice'], on: string, more: Partial<NoticedChange> = {}): NoticedChange => {
  return { notice, on, overdue: 100, retrospective: false, ...more };
};
const notice = (ordinal: number, keep: number, ...changes: NoticedChange[]): NoticeBuckets => {
  return { type: 'NoticeBuckets', ordinal, table: 'us@1', keep, changes };
};
const rolled = change('AccountRolled', '2026-02-11', { from: 'current', to: '1-29' });
const cured = change('AccountCured', '2026-02-20', { from: '1-29', overdue: 0 });

describe('notices of buckets', () => {
  it('say from when on the account is in which bucket, each with its ordinal', () => {
    aCase()
      .when(notice(1, 0, rolled, { ...cured, retrospective: true }))
      .then(
        { type: 'AccountRolled', eff: '2026-02-11', data: { ordinal: 1, from: 'current', to: '1-29', table: 'us@1' } },
        { type: 'AccountCured', eff: '2026-02-20', data: { ordinal: 2, from: '1-29', flags: ['retrospective'] } },
      );
  });

  it('that hold no longer are withdrawn by one, and what follows instead comes after it', () => {
    const { state } = aCase(notice(1, 0, rolled, cured))
      .when(notice(3, 1, change('AccountRolled', '2026-03-12', { from: '1-29', to: '30-59' })))
      .then(
        { type: 'DelinquencyBucketRevised', data: { ordinal: 3, withdrawn: [2], to: '1-29' } },
        { type: 'AccountRolled', eff: '2026-03-12', data: { ordinal: 4 } },
      );
    expect(state.buckets.held.map(({ ordinal }) => ordinal)).toEqual([1, 4]);
  });

  it('are refused out of turn, where nothing has changed, and recorded on a closed case', () => {
    aCase(notice(1, 0, rolled))
      .when(notice(1, 0, rolled))
      .thenRefused('notice-out-of-turn');
    aCase(notice(1, 0, rolled))
      .when(notice(2, 1))
      .thenRefused('nothing-to-notice');
    aCase({ type: 'CloseCase', reason: 'WITHDRAWN' })
      .when(notice(1, 0, rolled))
      .then({ type: 'AccountRolled', data: { ordinal: 1 } });
  });
});
