/** Deadlines: what must be done by when. Each source of deadlines is one pure function in the list below. */
import type { Standing, StandingSource } from '../read/standing.js';
import { complaintDeadlines } from './complaint.deadlines.js';
import { courtDeadlines } from './court.deadlines.js';
import { instalmentDeadlines } from './instalment.deadlines.js';
import { promiseDeadlines } from './promise.deadlines.js';
import { registerDeadlines } from './register.deadlines.js';

export const DEADLINE_STATUSES = ['OPEN', 'MET', 'MISSED'] as const;
export type DeadlineStatus = (typeof DEADLINE_STATUSES)[number];

export interface Deadline extends Standing {
  /** What is to be done: `answer`, `perform`, `pay`. */
  readonly what: string;
  readonly due: string;
  /** Event id of the fact that set it. */
  readonly event: string;
  /** As of the day: a deadline met too late is missed. */
  readonly status: DeadlineStatus;
  /** The day on which it was done, late or not. */
  readonly doneOn?: string;
}

export const DEADLINE_SOURCES: readonly StandingSource<Deadline>[] = [
  complaintDeadlines,
  courtDeadlines,
  promiseDeadlines,
  instalmentDeadlines,
  registerDeadlines,
];
