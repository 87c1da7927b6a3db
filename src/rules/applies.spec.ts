/** Which packs and rules apply: yes, no, or what is not known. */
import { packApplies, ruleApplies } from './applies.js';
import type { Pack } from './pack.js';
import type { Place } from './place.js';

const pack = (jurisdiction: string, includes?: string[]): Pack => ({
  pack: 'p',
  version: 1,
  title: { en: 'p', zh: 'p' },
  jurisdiction,
  includes,
  rules: [],
});
const place = (more: Partial<Place>): Place => ({ jurisdictions: [], products: [], zone: 'UTC', ...more });

describe('a pack applies', () => {
  it.each([
    ['US', ['US'], 'YES'],
    ['US', ['US-MA'], 'YES'],
    ['US', ['CN'], 'NO'],
    ['US', [], 'UNKNOWN'],
    ['US-MA', ['US-MA'], 'YES'],
    ['US-MA', ['US', 'US-NY'], 'NO'],
    ['US-MA', ['US'], 'UNKNOWN'],
    ['US-MA', ['CN'], 'NO'],
    ['*', [], 'YES'],
  ])('%s where %j is stated: %s', (jurisdiction, jurisdictions, is) => {
    expect(packApplies(pack(jurisdiction), place({ jurisdictions })).is).toBe(is);
  });

  it('under each of its names and members', () => {
    expect(packApplies(pack('EU', ['IT', 'DE']), place({ jurisdictions: ['IT'] })).is).toBe('YES');
    expect(packApplies(pack('EU', ['IT', 'DE']), place({ jurisdictions: ['UK'] })).is).toBe('NO');
  });

  it('says what is not known', () => {
    expect(packApplies(pack('US'), place({}))).toEqual({ is: 'UNKNOWN', reason: 'jurisdiction-not-stated' });
    expect(packApplies(pack('US-MA'), place({ jurisdictions: ['US'] }))).toEqual({
      is: 'UNKNOWN',
      reason: 'part-of-us-not-known',
    });
  });
});

describe('a rule applies', () => {
  it('where each of its conditions holds, and no condition is none', () => {
    expect(ruleApplies({}, place({})).is).toBe('YES');
    expect(ruleApplies({ capacity: ['AGENCY'] }, place({ capacity: 'AGENCY' })).is).toBe('YES');
    expect(ruleApplies({ capacity: ['AGENCY'] }, place({ capacity: 'FIRST_PARTY' })).is).toBe('NO');
  });

  it('not where one condition fails, whatever else is not known', () => {
    const when = { capacity: ['AGENCY' as const], product: ['credit-card'] };
    expect(ruleApplies(when, place({ products: ['mortgage'] })).is).toBe('NO');
    expect(ruleApplies(when, place({ products: ['credit-card'] }))).toEqual({
      is: 'UNKNOWN',
      reason: 'capacity-not-stated',
    });
  });

  it('where one of several debts is of its product, and is not known where one of them may be', () => {
    const when = { product: ['credit-card'] };
    expect(ruleApplies(when, place({ products: ['loan', 'Credit-Card'] })).is).toBe('YES');
    expect(ruleApplies(when, place({ products: ['loan', undefined] })).is).toBe('UNKNOWN');
    expect(ruleApplies(when, place({ products: [] })).is).toBe('UNKNOWN');
  });
});
