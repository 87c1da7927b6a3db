/** Ends of periods, by hand: the dates of 民法典 art. 188, 194 and 195. */
import { expiryOf, type Period, type Suspension } from './expiry.js';
import type { Ground, Interruption } from './interruption.js';

const period: Period = { start: '2023-03-10', years: 3, absoluteYears: 20, suspensionMonths: 6 };

function on(day: string, ground: Ground = 'DEMAND', again?: string | null): Interruption {
  return { ground, on: day, again, event: `${ground} ${day}`, inputs: [] };
}

function obstacle(from: string, until?: string): Suspension {
  return { from, until, inputs: [] };
}

describe('the end of a period', () => {
  it('is the same date years later, or the last of a shorter month', () => {
    expect(expiryOf(period, [], []).due).toBe('2026-03-10');
    expect(expiryOf({ ...period, start: '2024-02-29' }, [], []).due).toBe('2027-02-28');
  });

  it('is set by the latest of what interrupts it, in whatever order it is told', () => {
    const [early, late] = [on('2024-01-01'), on('2025-06-30')];
    for (const told of [
      [early, late],
      [late, early],
    ]) {
      expect(expiryOf(period, told, [])).toMatchObject({ due: '2028-06-30', from: '2025-06-30', setBy: late });
    }
  });

  it('is not moved by what came before the debt was due', () => {
    expect(expiryOf(period, [on('2022-01-01')], [])).toMatchObject({ due: '2026-03-10', setBy: undefined });
  });

  it('is not moved by a demand after it, but by what the obligor does', () => {
    const late = on('2026-03-11');
    expect(expiryOf(period, [late], [])).toMatchObject({ due: '2026-03-10', tooLate: [late] });
    expect(expiryOf(period, [on('2026-03-11', 'PAYMENT')], []).due).toBe('2029-03-11');
  });

  it('lets a demand count again once the obligor has agreed after it', () => {
    const told = [on('2026-03-11', 'PROMISE'), on('2027-01-01')];
    expect(expiryOf(period, told, [])).toMatchObject({ due: '2030-01-01', tooLate: [] });
  });

  it('is open while a procedure is, and runs again from its end', () => {
    expect(expiryOf(period, [on('2026-03-10', 'SUIT', null)], []).due).toBeUndefined();
    expect(expiryOf(period, [on('2026-03-10', 'SUIT', '2028-05-05')], []).due).toBe('2031-05-05');
  });

  it('comes six months after an obstacle of its last six months', () => {
    expect(expiryOf(period, [], [obstacle('2026-01-01', '2026-03-01')])).toMatchObject({ due: '2026-09-01' });
    expect(expiryOf(period, [], [obstacle('2026-03-11', '2026-06-01')]).suspendedBy).toEqual([]);
    expect(expiryOf(period, [], [obstacle('2025-03-01', '2025-09-10')]).suspendedBy).toEqual([]);
    expect(expiryOf(period, [], [obstacle('2025-03-01', '2025-09-11')]).due).toBe('2026-03-11');
  });

  it('is moved by obstacles one after the other', () => {
    const told = [obstacle('2026-08-01', '2026-10-31'), obstacle('2026-02-01', '2026-03-01')];
    expect(expiryOf(period, [], told).due).toBe('2027-04-30');
  });

  it('is never beyond the absolute period', () => {
    const told = Array.from({ length: 10 }, (_, i) => on(`${2025 + 2 * i}-01-01`));
    expect(expiryOf(period, told, [])).toMatchObject({ due: '2043-03-10', isAbsolute: true });
  });
});
