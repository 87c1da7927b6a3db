/** Exact decimals as texts, such as rates: `29.99`. No float is involved. */

const DECIMAL = /^(0|[1-9]\d{0,8})(?:\.(\d{1,12}))?$/;

/** Whether a text is a decimal that is not negative, with at most 9 digits before and 12 after the point. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** A decimal as numerator over a power of ten. */
export function decimalParts(text: string): { readonly n: bigint; readonly d: bigint } {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`'${text}' is no decimal`);
  const [, whole = '0', fraction = ''] = match;
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length) };
}

export function compareDecimals(a: string, b: string): number {
  if (a === b) return 0;
  const [one, other] = [decimalParts(a), decimalParts(b)];
  const difference = one.n * other.d - other.n * one.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
