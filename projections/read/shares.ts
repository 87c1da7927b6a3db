/** Shares of a whole in basis points that sum to 100 %: largest remainder, ties by order. */

const WHOLE = 10_000n;

/** null where there is no whole: 0 of 0 is not 0. @param parts not negative. */
export function sharesOf(parts: readonly number[]): readonly (number | null)[] {
  const whole = parts.reduce((sum, part) => sum + BigInt(part), 0n);
  if (whole === 0n) return parts.map(() => null);
  const exact = parts.map((part) => BigInt(part) * WHOLE);
  const shares = exact.map((value) => Number(value / whole));
  const left = Number(WHOLE) - shares.reduce((sum, share) => sum + share, 0);
  const order = exact
    .map((value, n) => ({ n, rest: value % whole }))
    .sort((a, b) => compare(b.rest, a.rest) || a.n - b.n);
  for (const { n } of order.slice(0, left)) shares[n] = (shares[n] as number) + 1;
  return shares;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An exact rate: numerator and denominator as they are, and basis points rounded half up; null where it is undefined. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly bps: number | null;
}

export function rateOf(numerator: number, denominator: number): Rate {
  if (denominator === 0) return { numerator, denominator, bps: null };
  const [top, bottom] =
    denominator < 0 ? [-BigInt(numerator), -BigInt(denominator)] : [BigInt(numerator), BigInt(denominator)];
  const twice = top * WHOLE * 2n + bottom;
  const floor = twice >= 0n ? twice / (bottom * 2n) : -((-twice + bottom * 2n - 1n) / (bottom * 2n));
  return { numerator, denominator, bps: Number(floor) };
}
