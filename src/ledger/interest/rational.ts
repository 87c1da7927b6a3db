/** Exact fractions. Interest is one until it is posted: nothing is rounded on the way. */

import { LeavesSafeIntegers } from '../money.js';
import type { Rounding } from './interest.events.js';

/** n/d; d is positive. In lowest terms only where it is told. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @param d not zero. */
export function rational(n: bigint, d: bigint): Rational {
  if (d === 0n) throw new RangeError('a fraction has no denominator');
  const common = d < 0n ? -gcd(n, -d) : gcd(n, d);
  return { n: n / common, d: d / common };
}

export function plus(a: Rational, b: Rational): Rational {
  // Days of one rate have one denominator: the common case needs no division.
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.n === 0n) return b;
  if (b.n === 0n) return a;
  const common = gcd(a.d, b.d);
  return { n: a.n * (b.d / common) + b.n * (a.d / common), d: (a.d / common) * b.d };
}

export function minusWhole(a: Rational, whole: number): Rational {
  return { n: a.n - BigInt(whole) * a.d, d: a.d };
}

/** A fraction that is not negative as a whole number. */
export function rounded({ n, d }: Rational, how: Rounding): number {
  if (n < 0n) throw new RangeError(`${n}/${d} is negative`);
  const [whole, rest] = [n / d, n % d];
  const twice = 2n * rest;
  const isUp =
    how === 'UP'
      ? rest > 0n
      : how === 'HALF_UP'
        ? twice >= d
        : how === 'HALF_EVEN' && (twice > d || (twice === d && whole % 2n === 1n));
  const result = Number(isUp ? whole + 1n : whole);
  if (!Number.isSafeInteger(result)) throw new LeavesSafeIntegers(`${n}/${d} leaves the safe integers`);
  return result;
}

/** `n/d`, or `n` alone where it is whole. */
export function rationalText(value: Rational): string {
  const { n, d } = rational(value.n, value.d);
  return d === 1n ? String(n) : `${n}/${d}`;
}
