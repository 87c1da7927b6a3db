/** How long records are kept, and from when they must go: each from a day of its own. */
import type { VectorFact } from '../pack.js';
import { clocksOn, oneRule, packOf } from '../vectors/one-rule.fixture.js';

describe('recordings', () => {
  const kept = packOf(oneRule('retention@1.0.0', { of: 'RECORDINGS', years: 2 }));
  const call: VectorFact = { fact: 'ContactAttempted', at: '2026-03-02T10:00:00Z', data: { contact: 'c1' } };
  const recording = (at: string, name: string): VectorFact => ({
    fact: 'RecordingAttached',
    at,
    data: { contact: 'c1', recording: name },
  });

  it('are kept from the call, however late they were attached', () => {
    expect(clocksOn(kept, [call, recording('2026-04-20', 'r1')], '2026-05-01')).toMatchObject([
      { outcome: 'RETAIN_UNTIL', subject: 'r1', from: '2026-03-02', due: '2028-03-02' },
    ]);
  });

  it('have a clock each, and none before they were attached', () => {
    const given = [call, recording('2026-03-02', 'r1'), recording('2026-04-20', 'r2')];
    expect(clocksOn(kept, given, '2026-03-31').map(({ subject }) => subject)).toEqual(['r1']);
    expect(clocksOn(kept, given, '2026-04-20').map(({ subject }) => subject)).toEqual(['r1', 'r2']);
  });
});

describe('a case whose law asks for five years', () => {
  const interval = packOf(oneRule('erasure-interval@1.0.0', { keep_years: 5 }));
  const contact: VectorFact = { fact: 'ContactAttempted', at: '2020-02-29' };
  const closed: VectorFact = { fact: 'CaseClosed', at: '2020-03-05', data: { reason: 'SETTLED' } };

  it('is kept from its last activity; open, there is no day on which it must go', () => {
    expect(clocksOn(interval, [contact], '2026-03-01')).toMatchObject([
      { outcome: 'RETAIN_UNTIL', from: '2020-02-29', due: '2025-02-28' },
    ]);
  });

  it.each([
    ['2025-03-05', undefined],
    ['2025-03-06', ['may-go']],
  ])('closed, on %s it goes: %j', (asOf, flags) => {
    const [kept, erase] = clocksOn(interval, [contact, closed], asOf);
    expect(kept).toMatchObject({ due: '2025-03-05' });
    expect(erase).toMatchObject({ outcome: 'ADVISORY', from: '2025-03-06' });
    expect(erase?.flags).toEqual(flags);
    expect(erase?.due).toBeUndefined();
  });

  it('stays while it is enforced, and may go once that is over', () => {
    const filed: VectorFact = { fact: 'LegalActionFiled', at: '2020-03-01', data: { action: 'a1', kind: 'SUIT' } };
    const over: VectorFact = {
      fact: 'EnforcementEnded',
      at: '2020-03-02',
      data: { enforcement: 'e1', result: 'PAID' },
    };
    const reasons = (...given: VectorFact[]): unknown => clocksOn(interval, given, '2026-03-01')[1]?.reason;
    expect(reasons(filed, closed)).toBe('claims-still-need-it');
    expect(reasons(filed, over, closed)).toBe('erase-when-no-longer-needed');
  });
});
