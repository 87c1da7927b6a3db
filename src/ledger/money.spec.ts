import fc from 'fast-check';
import { add, AMOUNT_MAX, amountProblem, formatDecimal, minorUnits, parseDecimal } from './money.js';

describe('an amount', () => {
  it.each([0, 1, 35, AMOUNT_MAX])('%p is one', (value) => {
    expect(amountProblem(value)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [-1, 'must not be negative'],
    [0.5, 'must be a whole number'],
    [35.000001, 'must be a whole number'],
    [AMOUNT_MAX + 1, 'must not be above'],
    [1e21, 'must not be above'],
    [Number.NaN, 'must be a number'],
    [Number.POSITIVE_INFINITY, 'must be a whole number'],
    ['35', 'must be a number'],
    [35n, 'must be a number'],
    [null, 'must be a number'],
    [undefined, 'must be a number'],
  ])('%p is none: it %s', (value, problem) => {
    expect(amountProblem(value)).toContain(problem);
  });

  it('may have a least value', () => {
    expect(amountProblem(1, 1)).toBeUndefined();
    expect(amountProblem(0, 1)).toBe('must be at least 1');
  });
});

describe('a sum', () => {
  it('is exact or an error, never rounded', () => {
    expect(add(AMOUNT_MAX - 1, 1)).toBe(AMOUNT_MAX);
    expect(add(-5, 5)).toBe(0);
    expect(() => add(AMOUNT_MAX, 1)).toThrow(RangeError);
    expect(() => add(-AMOUNT_MAX, -1)).toThrow(RangeError);
  });
});

describe('the minor unit', () => {
  it.each([
    ['EUR', 2],
    ['CNY', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('of %s has %i places (ISO 4217)', (currency, places) => {
    expect(minorUnits(currency)).toBe(places);
  });
});

describe('decimal text', () => {
  it.each([
    ['35.0', 'EUR', 3500],
    ['35', 'EUR', 3500],
    ['35.', 'EUR', 3500],
    ['0.01', 'EUR', 1],
    [' 12.34 ', 'EUR', 1234],
    ['+12.34', 'EUR', 1234],
    ['-12.34', 'EUR', -1234],
    ['-0.00', 'EUR', 0],
    ['12.3400000', 'EUR', 1234],
    ['007', 'EUR', 700],
    ['1234', 'JPY', 1234],
    ['1234.0', 'JPY', 1234],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'EUR', AMOUNT_MAX],
    // No float is involved: these are not exact in binary.
    ['1.1', 'EUR', 110],
    ['4.35', 'EUR', 435],
    ['1.005', 'KWD', 1005],
  ])('%p %s is %p minor units', (text, currency, amount) => {
    expect(parseDecimal(text, currency)).toBe(amount);
  });

  it.each([
    ['12.345', 'EUR'],
    ['1.5', 'JPY'],
    ['1,234.5', 'EUR'],
    ['1 234', 'EUR'],
    ['12,34', 'EUR'],
    ['.5', 'EUR'],
    ['', 'EUR'],
    ['-', 'EUR'],
    ['1e3', 'EUR'],
    ['0x10', 'EUR'],
    ['NaN', 'EUR'],
    ['١٢', 'EUR'],
    ['12.3.4', 'EUR'],
    ['--1', 'EUR'],
    ['90071992547409.92', 'EUR'],
    ['99999999999999999999', 'EUR'],
  ])('%p %s is no amount', (text, currency) => {
    expect(parseDecimal(text, currency)).toBeUndefined();
  });

  it('of minus zero is zero, which JSON and SQL write alike', () => {
    expect(Object.is(parseDecimal('-0', 'EUR'), 0)).toBe(true);
  });

  it.each([
    [123456, 'EUR', '1234.56'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [0, 'EUR', '0.00'],
    [1234, 'JPY', '1234'],
    [-1234, 'JPY', '-1234'],
    [1, 'KWD', '0.001'],
    [AMOUNT_MAX, 'EUR', '90071992547409.91'],
  ])('%p minor units of %s is written %s', (amount, currency, text) => {
    expect(formatDecimal(amount, currency)).toBe(text);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (amount, currency) => {
        expect(parseDecimal(formatDecimal(amount, currency), currency)).toBe(amount);
      }),
    );
  });
});
