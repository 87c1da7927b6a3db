/** How wide the columns of a table are: as wide as they want, or fairly less. */

export interface Wish {
  /** Width of the longest value. */
  readonly natural: number;
  /** Width of the longest piece that should not be broken. */
  readonly least: number;
}

/** @param room what there is, the gaps between columns included. */
export function columnWidths(wishes: readonly Wish[], room: number, gap: number): number[] {
  const space = room - gap * Math.max(0, wishes.length - 1);
  const sum = (of: (wish: Wish) => number): number => wishes.reduce((total, wish) => total + of(wish), 0);
  const natural = sum((wish) => wish.natural);
  if (natural <= space) return wishes.map((wish) => wish.natural);
  const least = sum((wish) => wish.least);
  if (least >= space) return wishes.map((wish) => (wish.least / least) * space);
  const part = (space - least) / (natural - least);
  return wishes.map((wish) => wish.least + (wish.natural - wish.least) * part);
}
