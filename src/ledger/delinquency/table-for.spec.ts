import { bucketTableFor, BUCKETS_DEFAULT } from './table-for.calc.js';

const named = (...given: Parameters<typeof bucketTableFor>): string => bucketTableFor(...given).id;

describe('the bucket table of a portfolio', () => {
  it('is the one that it names, whatever its jurisdiction', () => {
    expect(named({ buckets: 'us@1', jurisdictions: ['CN'] })).toBe('us');
  });

  it('follows from the first jurisdiction that has a table', () => {
    expect(named({ jurisdictions: ['US-MA'] })).toBe('us');
    expect(named({ jurisdictions: ['UK', 'US', 'CN'] })).toBe('us');
    expect(named({ jurisdictions: ['CN'] })).toBe('china');
  });

  it('is the default where nothing says otherwise', () => {
    expect(named({})).toBe(BUCKETS_DEFAULT.id);
    expect(named({ jurisdictions: ['IT'] })).toBe(BUCKETS_DEFAULT.id);
  });
});
