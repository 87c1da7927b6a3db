/** Rates compared: which of two debts is the heavier burden. */
import type { Period } from './interest.events.js';
import type { CivilDate } from '../dates.js';
import { decimalParts } from '../payment/decimal.js';
import { inForce, type DebtInterest, type Rate } from './terms.js';

/** Periods in a year, as far as an order needs them. */
const A_YEAR: Readonly<Record<Period, bigint>> = { day: 365n, month: 12n, year: 1n };

/** Below zero where the first is the lower rate. */
export function compareRates(a: Rate, b: Rate): number {
  const [one, other] = [decimalParts(a.rate), decimalParts(b.rate)];
  const difference = one.n * A_YEAR[a.period] * other.d - other.n * A_YEAR[b.period] * one.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The rate at which a debt bears ordinary interest on a day; undefined where no terms hold. */
export function rateInForce({ terms, concessions }: DebtInterest, day: CivilDate): Rate | undefined {
  const own = inForce(terms, 'interest', day);
  return own && (inForce(concessions, 'interest', day) ?? own);
}
