/** Why a line stands in the worklist. */
import type { DeadlineStatus } from '../deadlines/deadlines.js';

type Pair = readonly [coming: string, past: string];

/** Codes by source: while it is still to come, and once it was missed. */
const CODES: Readonly<Record<string, Pair>> = {
  promise: ['PROMISE_DUE', 'PROMISE_BROKEN'],
  instalment: ['INSTALMENT_DUE', 'INSTALMENT_MISSED'],
  complaint: ['COMPLAINT_DUE', 'COMPLAINT_OVERDUE'],
  court: ['COURT_DEADLINE', 'COURT_DEADLINE_MISSED'],
};

/** `TASK_DUE`, `PROMISE_BROKEN`: of a register the name of the entry. */
export function whyOf(source: string, what: string, status: DeadlineStatus): string {
  const name = what.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const [coming, past] = CODES[source] ?? [`${name}_DUE`, `${name}_OVERDUE`];
  return status === 'MISSED' ? past : coming;
}
