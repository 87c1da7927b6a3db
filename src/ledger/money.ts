/** Money is whole: safe integers in minor units with an ISO 4217 code. No floats, ever (design.md, law 5). */

export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

/** Why a number is no amount of money; undefined when it is one. */
export function amountProblem(value: unknown, minimum = 0): string | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) return 'must be a number of minor units';
  if (!Number.isInteger(value)) return 'must be a whole number of minor units (cents), without a fraction';
  if (!Number.isSafeInteger(value)) return `must not be above ${AMOUNT_MAX} minor units`;
  if (value < minimum) return minimum === 0 ? 'must not be negative' : `must be at least ${minimum}`;
  return undefined;
}

/** Thrown where an amount would no longer be exact: the caller hears that, not that the ledger met an error of its own. */
export class LeavesSafeIntegers extends RangeError {}

/** Sum that refuses to leave the safe range: a wrong total is worse than none. */
export function add(a: number, b: number): number {
  const sum = a + b;
  if (!Number.isSafeInteger(sum)) throw new LeavesSafeIntegers(`sum of ${a} and ${b} leaves the safe integers`);
  return sum;
}

/** Decimal places of a currency's minor unit (ISO 4217). Two unless listed. */
const EXPONENT: Record<string, number> = {
  BHD: 3, BIF: 0, CLF: 4, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3, OMR: 3,
  PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, UYW: 4, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}; // prettier-ignore

export const CURRENCY_PATTERN = /^[A-Z]{3}$/;

/** Codes of ISO 4217 that are or were in use, as the engine's locale data lists them. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether a code is one of ISO 4217. A typo would open an account that nobody can pay, and guess its decimal places. */
export function isCurrency(code: string): boolean {
  return CURRENCY_PATTERN.test(code) && CURRENCIES.has(code);
}

export function minorUnits(currency: string): number {
  return EXPONENT[currency] ?? 2;
}

/**
 * Exact minor units of a decimal text such as `35.0`, `1,234.5` is not one. No float is involved.
 * @returns the amount, or undefined when the text is no decimal, has more places than the currency, or is unsafe.
 */
export function parseDecimal(text: string, currency: string): number | undefined {
  const match = /^([+-]?)(\d{1,16})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return undefined;
  const places = minorUnits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > places) return undefined;
  const amount = Number(`${match[2]}${fraction.padEnd(places, '0')}`);
  if (!Number.isSafeInteger(amount)) return undefined;
  return match[1] === '-' && amount !== 0 ? -amount : amount;
}

/** `123456` EUR as `1234.56`: plain decimal text, no grouping, for sentences and exports. */
export function formatDecimal(amount: number, currency: string): string {
  const places = minorUnits(currency);
  const digits = String(Math.abs(amount)).padStart(places + 1, '0');
  const sign = amount < 0 ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
