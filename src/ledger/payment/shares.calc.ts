/** Sharing money in proportion, in whole minor units. */

export interface Weighed {
  readonly id: string;
  /** Positive safe integer. */
  readonly weight: number;
}

/**
 * Shares of an amount in proportion to weights, by largest remainder, ties by id. They sum to the amount, or to all the
 * weights where the amount is more than they are; none is above its weight.
 */
export function sharesOf(amount: number, weights: readonly Weighed[]): Map<string, number> {
  const whole = weights.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (BigInt(amount) >= whole) return new Map(weights.map(({ id, weight }) => [id, weight]));
  const parts = weights.map(({ id, weight }) => {
    const product = BigInt(amount) * BigInt(weight);
    return { id, share: Number(product / whole), rest: product % whole };
  });
  const given = parts.reduce((sum, { share }) => sum + share, 0);
  const byRest = [...parts].sort((a, b) => {
    if (a.rest !== b.rest) return a.rest > b.rest ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
  for (const part of byRest.slice(0, amount - given)) part.share += 1;
  return new Map(parts.map(({ id, share }) => [id, share]));
}
