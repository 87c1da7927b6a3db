/** Deadlines of rule packs on one case, as of (V, K): from everything that findings of the case rest on. */
import type { RuleBook } from '../../src/clearance/index.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { clocksOf } from '../../src/rules/index.js';
import { openBook, type OpenBook } from '../findings/open-book.js';
import type { AsOf } from '../read/case-history.js';
import type { ReadSide } from '../read/read-side.js';
import { deadlinePacks, ruleDeadlines, type RuleDeadline } from './rule.deadlines.js';

export function underRules({ book }: OpenBook, day: CivilDate): RuleDeadline[] {
  const packs = deadlinePacks(book.packs);
  return ruleDeadlines(clocksOf(book.now, book.file, book.place(day), day, packs), packs, day);
}

export interface CaseRuleDeadlines {
  readonly deadlines: readonly RuleDeadline[];
  /** Names of the packs that were active at K, without versions. */
  readonly packs: readonly string[];
}

export async function caseDeadlines(
  read: ReadSide,
  rules: RuleBook,
  caseId: string,
  when: AsOf,
): Promise<CaseRuleDeadlines> {
  const open = await openBook(read, rules, caseId, when);
  return { deadlines: underRules(open, open.head.asOf), packs: open.book.packs.map(({ pack }) => pack.pack) };
}
