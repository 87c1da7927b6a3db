/** Deadlines of complaints: extensions that count and that do not, withdrawal, what came late. */
import type { VectorFact } from '../pack.js';
import { clocksIn, clocksOn, dossierOf, oneRule, packOf, withdraw } from '../vectors/one-rule.fixture.js';

/** Banking complaints in China: 15 days, complex 30, after approval and notice 60 (CN-CMP-1). */
const chinese = packOf(
  oneRule('complaint-deadline@1.0.0', {
    duty: 'decision',
    met_by: ['DECIDED'],
    steps: [15, 30, 60],
    levels: ['COMPLEX', 'SPECIAL'],
    approved_levels: ['SPECIAL'],
    ended_by: ['WITHDRAWN'],
  }),
);

const received: VectorFact = { fact: 'ComplaintReceived', at: '2026-03-01', data: { complaint: 'c1' } };

function extended(at: string, data: object): VectorFact {
  return { fact: 'ComplaintExtended', at, data: { complaint: 'c1', dueDate: at, reason: 'x', ...data } };
}

const complex = (at: string): VectorFact => extended(at, { level: 'COMPLEX' });
const special = (at: string, notifiedAt?: string): VectorFact =>
  extended(at, { level: 'SPECIAL', approvedBy: 'head-office', notifiedAt });
const decided = (at: string): VectorFact => ({ fact: 'ComplaintDecided', at, data: { complaint: 'c1', outcome: 'x' } });

function clock(asOf: string, ...given: VectorFact[]): unknown {
  const [only, ...others] = clocksOn(chinese, [received, ...given], asOf);
  expect(others).toEqual([]);
  return only;
}

describe('a complaint in China', () => {
  it.each([
    ['on the last day it is still due', '2026-03-16', [], { outcome: 'DUTY_DUE', due: '2026-03-16' }],
    ['a day later it is missed', '2026-03-17', [], { outcome: 'DUTY_MISSED', due: '2026-03-16' }],
    [
      'decided on the last day',
      '2026-05-01',
      [decided('2026-03-16')],
      { outcome: 'DUTY_MET', on: '2026-03-16', counters: { limit_days: 15, taken_days: 15 } },
    ],
    [
      'decided a day late',
      '2026-05-01',
      [decided('2026-03-17')],
      { outcome: 'DUTY_MISSED', on: '2026-03-17', due: '2026-03-16' },
    ],
    ['a complex one has 30 days', '2026-03-20', [complex('2026-03-16')], { outcome: 'DUTY_DUE', due: '2026-03-31' }],
    [
      'an extension after the day it was due cures nothing',
      '2026-03-20',
      [complex('2026-03-17')],
      { outcome: 'DUTY_MISSED', due: '2026-03-16', flags: ['extension-after-due'] },
    ],
    [
      'an especially complex one, approved and told, has 60',
      '2026-04-20',
      [complex('2026-03-10'), special('2026-03-30', '2026-03-31T09:00:00+01:00')],
      { outcome: 'DUTY_DUE', due: '2026-04-30', counters: { limit_days: 60 } },
    ],
    [
      'that was told a day too late keeps 30',
      '2026-04-20',
      [complex('2026-03-10'), special('2026-03-30', '2026-04-01T09:00:00+01:00')],
      { outcome: 'DUTY_MISSED', due: '2026-03-31', flags: ['extension-after-due'] },
    ],
    [
      'that nobody was told of keeps 30',
      '2026-03-30',
      [complex('2026-03-10'), special('2026-03-30')],
      { outcome: 'DUTY_DUE', due: '2026-03-31', flags: ['extension-not-told'] },
    ],
    [
      'that nobody approved keeps 15',
      '2026-03-10',
      [extended('2026-03-10', { level: 'SPECIAL', notifiedAt: '2026-03-10T09:00:00+01:00' })],
      { due: '2026-03-16', flags: ['extension-not-approved'] },
    ],
    [
      'an extension of no level goes as far as the first',
      '2026-03-20',
      [extended('2026-03-10', {})],
      { due: '2026-03-31', flags: ['level-not-stated'] },
    ],
  ] as [string, string, VectorFact[], object][])('%s', (_name, asOf, given, wanted) => {
    expect(clock(asOf, ...given)).toMatchObject({ subject: 'c1', reason: 'decision', ...wanted });
  });

  it('names the extension that set the date, not the one that did nothing', () => {
    const [late, good] = clocksOn(chinese, [received, complex('2026-03-10'), complex('2026-03-12')], '2026-03-20');
    expect(good).toBeUndefined();
    expect(late?.inputs).toHaveLength(3);
    expect(late?.set).toBe(late?.inputs[1]);
  });

  it('ends with its withdrawal, but not after it was missed', () => {
    const withdrawn = (at: string): VectorFact => ({
      fact: 'ComplaintStepRecorded',
      at,
      data: { complaint: 'c1', complaintStep: 's1', step: 'WITHDRAWN' },
    });
    expect(clock('2026-04-01', withdrawn('2026-03-16'))).toMatchObject({
      outcome: 'DUTY_MET',
      reason: 'complaint-withdrawn',
    });
    expect(clock('2026-04-01', withdrawn('2026-03-17'))).toMatchObject({ outcome: 'DUTY_MISSED' });
  });

  it('is not followed before it came, and what happened after the day is not looked at', () => {
    expect(clocksOn(chinese, [received], '2026-02-28')).toEqual([]);
    expect(clock('2026-03-15', decided('2026-03-16'))).toMatchObject({ outcome: 'DUTY_DUE' });
  });

  it('whose record was withdrawn is none', () => {
    const dossier = dossierOf([received, { ...received, data: { complaint: 'c2' } }]);
    const [known] = clocksIn(dossier, chinese, '2026-03-02');
    withdraw(dossier, known?.set as string);
    expect(clocksIn(dossier, chinese, '2026-03-02').map(({ subject }) => subject)).toEqual(['c2']);
  });

  it('that was closed without an answer was missed, and says so', () => {
    const closed: VectorFact = { fact: 'ComplaintClosed', at: '2026-03-05', data: { complaint: 'c1' } };
    expect(clock('2026-03-17', closed)).toMatchObject({ outcome: 'DUTY_MISSED', flags: ['closed-without-response'] });
  });
});

describe('a rule without a number', () => {
  const open = packOf(oneRule('complaint-deadline@1.0.0', { duty: 'answer', met_by: ['DECIDED'] }));

  it('is due without a date, is met by any answer and never missed', () => {
    const [due] = clocksOn(open, [received], '2030-01-01');
    expect(due).toMatchObject({ outcome: 'DUTY_DUE' });
    expect(due?.due).toBeUndefined();
    expect(clocksOn(open, [received, decided('2029-01-01')], '2030-01-01')).toMatchObject([{ outcome: 'DUTY_MET' }]);
  });
});

describe('business days', () => {
  const acknowledged = (calendar?: string): ReturnType<typeof packOf> =>
    packOf(
      oneRule('complaint-deadline@1.0.0', { duty: 'acknowledgement', met_by: ['ACKNOWLEDGED'], business_days: 5 }),
      { calendar },
    );

  it('leave out the weekend and the bank holidays of Easter', () => {
    const before: VectorFact = { ...received, at: '2026-04-01' };
    expect(clocksOn(acknowledged('UK_ENGLAND_WALES'), [before], '2026-04-02')).toMatchObject([{ due: '2026-04-10' }]);
  });

  it('that no calendar knows are not guessed', () => {
    const reason = 'business-days-not-known';
    expect(clocksOn(acknowledged(), [received], '2026-03-02')).toMatchObject([{ outcome: 'NOT_EVALUATED', reason }]);
    const far: VectorFact = { ...received, at: '2090-01-02' };
    expect(clocksOn(acknowledged('UK_ENGLAND_WALES'), [far], '2090-01-02')).toMatchObject([{ reason }]);
  });
});
