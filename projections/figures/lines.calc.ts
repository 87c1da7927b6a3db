/** From the sums of a metric's two parts to its lines: one a currency, or one a currency and bucket, month or batch. */
import type { BucketTable } from '../../src/ledger/delinquency/index.js';
import { rateOf, type Rate } from '../read/shares.js';
import type { By, PartSum } from './evaluate.js';
import type { Metric } from './metric.js';

export interface FigureLine extends Rate {
  readonly currency: string | null;
  /** Bucket, months since, or batch; null: the whole. */
  readonly by: string | null;
  /** Per thousand with two decimals, as an exact fraction's rounding: 12.34 is 1234. Only for such metrics. */
  readonly perThousandHundredths?: number | null;
}

interface Sums {
  /** Of the portfolio. */
  readonly currencies: readonly (string | null)[];
  readonly numerator: readonly PartSum[];
  readonly denominator: readonly PartSum[];
}

export function linesOf(metric: Metric, sums: Sums, table: BucketTable): FigureLine[] {
  return sums.currencies.flatMap((currency) => {
    const numerator = sums.numerator.filter((sum) => sum.currency === currency);
    const denominator = sums.denominator.filter((sum) => sum.currency === currency);
    const keys = metric.dimension === undefined ? [null] : keysOf(metric, [...numerator, ...denominator], table);
    const lines = keys.map((key) => {
      const top = total(numerator, metric, metric.numerator.by === undefined ? null : key);
      const bottom = total(denominator, metric, metric.denominator.by === undefined ? null : key);
      return { currency, by: named(metric, key, table), ...shown(metric, top, bottom) };
    });
    return metric.compounded ? compounded(lines) : lines;
  });
}

/** Gives each line the product of the fractions up to it: exact, and rounded once. */
function compounded(lines: readonly FigureLine[]): FigureLine[] {
  let [top, bottom] = [1n, 1n];
  return lines.map((line) => {
    top *= BigInt(line.numerator);
    bottom *= BigInt(line.denominator);
    return { ...line, bps: bottom === 0n ? null : Number((top * 20_000n + bottom) / (bottom * 2n)) };
  });
}

/** The values of the dimension: all buckets, all months up to the last, the batches that there are. */
function keysOf({ dimension, id }: Metric, sums: readonly PartSum[], { buckets }: BucketTable): By[] {
  if (dimension === 'bucket') {
    // Nothing flows out of the last bucket into a next one.
    const count = id === 'flow-roll-rate' ? buckets.length - 1 : buckets.length;
    return Array.from({ length: count }, (_, n) => n);
  }
  const found = new Set(sums.map(({ by }) => by).filter((by) => by !== null));
  if (dimension === 'batch') return [...found].sort();
  const last = Math.max(-1, ...[...found].map(Number));
  return Array.from({ length: last + 1 }, (_, n) => n);
}

function named({ dimension }: Metric, key: By, { buckets }: BucketTable): string | null {
  if (key === null) return null;
  return dimension === 'bucket' ? (buckets[Number(key)]?.name ?? String(key)) : String(key);
}

function total(sums: readonly PartSum[], { cumulative }: Metric, key: By): number {
  const own = sums.filter(({ by }) => {
    if (key === null) return true;
    if (cumulative === undefined) return by === key;
    return by !== null && (cumulative === 'up-to' ? Number(by) <= Number(key) : Number(by) >= Number(key));
  });
  return own.reduce((sum, { amount }) => sum + amount, 0);
}

function shown({ shown: as }: Metric, numerator: number, denominator: number): Omit<FigureLine, 'currency' | 'by'> {
  const rate = rateOf(numerator, denominator);
  if (as === 'percent') return rate;
  // 1,000 per thousand, in hundredths, is ten times 100 % in basis points.
  return { ...rate, perThousandHundredths: rateOf(numerator * 10, denominator).bps };
}
