import { moneyText, percentText } from './amounts.js';

describe('amounts', () => {
  it.each([
    [123456, 'EUR', 'EUR 1,234.56'],
    [0, 'EUR', 'EUR 0.00'],
    [5, 'CNY', 'CNY 0.05'],
    [-1234567, 'USD', 'USD -12,345.67'],
    [1234567, 'JPY', 'JPY 1,234,567'],
    [1234567, 'KWD', 'KWD 1,234.567'],
    [Number.MAX_SAFE_INTEGER, 'EUR', 'EUR 90,071,992,547,409.91'],
    [90_071_992_547_409_931_234n, 'EUR', 'EUR 900,719,925,474,099,312.34'],
    [9_007_199_254_740_993n, 'JPY', 'JPY 9,007,199,254,740,993'],
  ])('%p minor units of %s are %s in both languages', (minor, currency, text) => {
    expect(moneyText(minor, currency, 'en')).toBe(text);
    expect(moneyText(minor, currency, 'zh')).toBe(text);
  });

  it('names the minor units where no currency is known', () => {
    expect(moneyText(123456, undefined, 'en')).toBe('123,456 minor units');
    expect(moneyText(123456, undefined, 'zh')).toBe('123,456 个最小货币单位');
  });

  it.each([
    [0, '0%'],
    [1, '0.01%'],
    [1050, '10.5%'],
    [10_000, '100%'],
    [12_345_678, '123,456.78%'],
  ])('%d basis points are %s', (bps, text) => {
    expect(percentText(bps, 'en')).toBe(text);
    expect(percentText(bps, 'zh')).toBe(text);
  });
});
