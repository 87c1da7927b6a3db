import { STANDARD_POLICY } from '../../../ledger/policy.js';
import { all, charge, close, exactly, keep, pay, promise, share, talk, wait } from './beats/index.js';
import { CHINA } from './china/chapter.js';
import { Diary } from './diary.js';
import { Dice } from './dice.js';
import { openCase } from './opening.js';
import type { Beat } from './story.js';

const { place } = CHINA;
const policy = { ...STANDARD_POLICY, id: 'test', zone: place.portfolio.zone, currency: 'CNY' };

function diaryOf(opened: string, today: string, ...beats: Beat[]): Diary {
  const diary = new Diary({ place, policy, today }, 'CC-000001', '王晓雯', opened);
  openCase(diary, place.person(new Dice('debtor')));
  for (const beat of beats) beat(diary);
  return diary;
}

const told = (diary: Diary): string[] =>
  diary.steps.flatMap((step) => ('case' in step ? [step.case.command.type] : []));

describe('a diary', () => {
  it('knows what is owed by then', () => {
    const diary = diaryOf('2026-03-02', '2026-06-01', wait(5));
    const opening = diary.owed;
    charge('cost', exactly(425_00))(diary);
    expect(diary.owed).toBe(opening + 425_00);
    pay(all)(diary);
    expect([diary.owed, diary.held]).toEqual([0, 0]);
  });

  it('keeps a promise on the day it is due, to the cent', () => {
    const diary = diaryOf('2026-03-02', '2026-06-01', wait(3), talk('will-pay'), promise(share(30), 10), keep(100));
    const terms = diary.promised();
    const last = diary.steps.at(-1);
    expect(last && 'case' in last && last.case.command).toMatchObject({
      type: 'RecordPayment',
      amount: terms?.amount,
      occurredAt: terms?.dueDate,
    });
  });

  it('stops before today: what would happen then is not written', () => {
    const beats = [wait(5), pay(share(50)), wait(5), pay(all), close('SETTLED')];
    expect(told(diaryOf('2026-03-02', '2026-06-01', ...beats)).slice(-3)).toEqual([
      'RecordPayment',
      'RecordPayment',
      'CloseCase',
    ]);
    const young = diaryOf('2026-03-02', '2026-03-10', ...beats);
    expect(young.over).toBe(true);
    expect(told(young).filter((type) => type === 'RecordPayment')).toHaveLength(1);
  });

  it('does not write a late call of yesterday that a clock in UTC would place in today', () => {
    const newYork = { ...policy, zone: 'America/New_York' };
    const diary = new Diary({ place, policy: newYork, today: '2026-03-10' }, 'CC-000001', '王晓雯', '2026-03-09');
    openCase(diary, place.person(new Dice('debtor')));
    const before = diary.steps.length;
    talk('refuses', { at: 21 })(diary);
    expect(diary.steps).toHaveLength(before);
  });

  it('lets nobody work on a Sunday', () => {
    expect(diaryOf('2026-03-02', '2026-06-01', wait(6)).day).toBe('2026-03-09');
  });

  it('says at once which command the ledger would refuse, and why', () => {
    expect(() => diaryOf('2026-03-02', '2026-06-01', wait(5), close('SETTLED'))).toThrow(/CloseCase: .* not settled/);
    expect(() => diaryOf('2026-03-02', '2026-06-01', keep())).toThrow('no promise was told yet');
  });
});
