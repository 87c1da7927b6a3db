/** Lists that are kept sorted by a text, a day above all. */

/** Puts an item behind all whose key is the same or smaller. */
export function insertBy<T>(items: T[], item: T, key: (item: T) => string): void {
  items.splice(placeBehind(items, key(item), key), 0, item);
}

/** The place behind all sorted items whose key is the same or smaller. */
export function placeBehind<T>(items: readonly T[], wanted: string, key: (item: T) => string): number {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (key(items[middle] as T) <= wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
