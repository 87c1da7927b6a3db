/** How a deadline of a rule pack is named within its case. */
import type { DeadlineFact } from './deadline.events.js';

/** The same under every version of the rule: the rule, its subject and what is due. */
export function deadlineId({
  rule,
  subject,
  reason,
}: Pick<DeadlineFact['data'], 'rule' | 'subject' | 'reason'>): string {
  return `${rule.slice(0, rule.lastIndexOf('@'))}_${subject}_${reason}`.replace(/[^\w-]/g, '-');
}
