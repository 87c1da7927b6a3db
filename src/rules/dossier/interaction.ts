/**
 * One call about two cases is recorded on both, under one permit: it happened once, and counts once. The two records name the
 * same permit, the same person and channel, and the same instant.
 */
import type { Attempt } from './attempt.js';

/** What tells one interaction from another; of a contact on one case only, its own. */
type Met = Pick<Attempt, 'id' | 'clearance' | 'at' | 'channel' | 'party' | 'direction' | 'cases'>;

/** Whether two records, each of a case of its own, are of one interaction. */
export function isSameInteraction(a: Met, b: Met): boolean {
  if (a.clearance === undefined || a.clearance !== b.clearance || a.id === b.id) return false;
  const isAlike = a.at === b.at && a.channel === b.channel && a.party === b.party && a.direction === b.direction;
  return isAlike && !a.cases.some((id) => b.cases.includes(id));
}

/**
 * Each interaction once: its first record in the list.
 * @param recordsCount each record stays, as older judges counted.
 */
export function once<A extends Met>(attempts: readonly A[], recordsCount = false): readonly A[] {
  if (recordsCount) return attempts;
  let kept: Map<string, A[]> | undefined;
  let found: A[] | undefined;
  attempts.forEach((attempt, i) => {
    const { clearance } = attempt;
    if (clearance !== undefined) {
      kept ??= new Map();
      const others = kept.get(clearance);
      if (others?.some((other) => isSameInteraction(other, attempt))) {
        found ??= attempts.slice(0, i);
        return;
      }
      kept.set(clearance, [...(others ?? []), attempt]);
    }
    found?.push(attempt);
  });
  return found ?? attempts;
}
