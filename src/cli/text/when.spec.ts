import { headLine } from './head.js';
import { dateText, momentText } from './when.js';

it('writes dates as the reader does, in no zone', () => {
  expect([dateText('2026-03-10', 'en'), dateText('2026-03-10', 'zh')]).toEqual(['10 Mar 2026', '2026年3月10日']);
});

it('shows an instant to the second, and a day where no time is known', () => {
  expect(momentText('2026-03-10T14:05:33.250Z', 'en')).toMatch(/^\d+ Mar 2026, \d\d:\d\d:33$/);
  expect(momentText('2026-03-10', 'en')).toBe('10 Mar 2026');
});

describe('the line under an answer', () => {
  const head = { asOf: '2026-03-10', knownAt: '2026-03-10T14:05:33Z', lastEvent: 'an-id', final: false };

  it('says V, K and the last event', () => {
    expect(headLine(head, 'en', false)).toMatch(/^As of 10 Mar 2026; known up to .*:33 .*\(event an-id\)$/);
    expect(headLine({ ...head, knownAt: null, lastEvent: null }, 'en', false)).toMatch(/nothing is recorded yet$/);
  });

  it('says that a cut at K may still change, where the answer was cut there', () => {
    expect(headLine(head, 'en', true)).toMatch(/\(event an-id, provisional\)$/);
    expect(headLine({ ...head, final: true }, 'en', true)).toMatch(/\(event an-id\)$/);
  });
});
