import { survivalCurve, type Life } from './survival.calc.js';

const activated = '2026-01-31';
const life = (more: Partial<Life>): Life => ({ activated, broke: null, left: null, ...more });

it('is empty without a plan', () => {
  expect(survivalCurve([], '2026-12-31')).toEqual([]);
});

it('counts full months: the last day of a shorter month completes one', () => {
  expect(survivalCurve([life({ broke: '2026-02-27' })], '2026-12-31').map(({ broken }) => broken)).toEqual([1]);
  expect(survivalCurve([life({ broke: '2026-02-28' })], '2026-12-31').map(({ broken }) => broken)).toEqual([0, 1]);
});

it('is the textbook product of shares at risk: 4 plans, 1 breaks, 1 is censored, 1 breaks, 1 stands', () => {
  const lives = [life({ broke: '2026-03-15' }), life({ left: '2026-04-15' }), life({ broke: '2026-05-15' }), life({})];
  const curve = survivalCurve(lives, '2026-06-30');
  expect(curve.map(({ atRisk, broken, censored }) => [atRisk, broken, censored])).toEqual([
    [4, 0, 0],
    [4, 1, 0],
    [3, 0, 1],
    [2, 1, 0],
    [1, 0, 0],
    [1, 0, 1],
  ]);
  // 3/4 x 3/3 x 1/2
  expect(curve.at(-1)?.survival).toBe('0.375000');
});

it('stays exact over many months, and falls to nothing when the last plan breaks', () => {
  const lives = Array.from({ length: 60 }, (_, i) => life({ broke: i < 59 ? '2026-02-28' : '2031-01-31' }));
  const curve = survivalCurve(lives, '2031-12-31');
  expect(curve[1]?.survival).toBe('0.016666');
  expect(curve.at(-1)).toMatchObject({ month: 60, survival: '0.000000', numerator: 0, denominator: 1 });
});
