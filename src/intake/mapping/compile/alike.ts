/** Names that share a word with one that is not known: the few worth telling somebody who mistyped or misremembered. */

/** Names told at most. */
export const ALIKE_MAX = 5;
/** Letters with which two words must begin alike, so that `Payments` is like `Payment`. */
const STEM = 4;

function stems(name: string): Set<string> {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/);
  return new Set(words.filter((word) => word !== '').map((word) => word.toLowerCase().slice(0, STEM)));
}

/** The names most like the one given, the one that shares most words first; of equal ones in the order given. */
export function alike(given: string, names: readonly string[]): string[] {
  const own = stems(given);
  const shared = (name: string): number => [...stems(name)].filter((stem) => own.has(stem)).length;
  return names
    .map((name) => ({ name, count: shared(name) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, ALIKE_MAX)
    .map(({ name }) => name);
}
