import { CHARGEABLE, COMPONENTS, isComponent } from './components.js';
import {
  policyName,
  PRINCIPAL_FIRST_WATERFALL,
  STANDARD_POLICY,
  STANDARD_WATERFALL,
  waterfallName,
  waterfallNamed,
  WATERFALLS,
} from './policy.js';

describe('components', () => {
  it('may all be charged, but for the one that arises from reversing refunded money', () => {
    const chargeable = new Set<string>(CHARGEABLE);
    expect(COMPONENTS.filter((component) => !chargeable.has(component))).toEqual(['refund-recoverable']);
  });

  it('are known by name', () => {
    expect(COMPONENTS.every(isComponent)).toBe(true);
    expect(['tax', 'Principal', '', 'held', 'refunded'].some(isComponent)).toBe(false);
  });
});

describe('a waterfall', () => {
  it.each(WATERFALLS.map((waterfall) => [waterfallName(waterfall), waterfall] as const))(
    '%s names every component once: none is left unpaid',
    (_name, { components }) => {
      expect([...components].sort()).toEqual([...COMPONENTS].sort());
    },
  );

  it.each(WATERFALLS.map((waterfall) => [waterfallName(waterfall), waterfall] as const))(
    '%s says where its order comes from, and what comes after judgment names every component too',
    (_name, { source, afterJudgment, components }) => {
      expect(source).toMatch(/\w+/);
      if (afterJudgment) expect([...afterJudgment].sort()).toEqual([...components].sort());
    },
  );

  it('is found by name and version, for ever: facts name it', () => {
    expect(waterfallNamed('standard@1')).toBe(STANDARD_WATERFALL);
    expect(waterfallNamed('principal-first@1')).toBe(PRINCIPAL_FIRST_WATERFALL);
    expect(() => waterfallNamed('standard@2')).toThrow('standard@2 is not known to this program');
  });

  it('standard@1 pays costs before interest before principal (Civil Code of the PRC, art. 561)', () => {
    const place = (component: (typeof COMPONENTS)[number]): number => STANDARD_WATERFALL.components.indexOf(component);
    expect(place('cost')).toBeLessThan(place('interest'));
    expect(place('interest')).toBeLessThan(place('principal'));
    expect(place('refund-recoverable')).toBe(0);
  });
});

describe('the standard policy', () => {
  it('gives three days of grace and ten per cent of tolerance (domain/model.md 4.4)', () => {
    expect(STANDARD_POLICY).toMatchObject({ promiseGraceDays: 3, promiseToleranceBps: 1_000 });
    expect(policyName(STANDARD_POLICY)).toBe('standard@1');
  });
});
