/** 0 … count-1 in an order that looks like none, the same each time. */
export function shuffled(count: number): number[] {
  let seed = 12_345;
  return Array.from({ length: count }, (_, n) => n)
    .map((n) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return [seed, n] as const;
    })
    .sort(([a], [b]) => a - b)
    .map(([, n]) => n);
}
