/** Which deadlines were noticed as missed. Only the reactor and its decider look at it (law 4). */
import { deadlineId } from './deadline.calc.js';
import type { DeadlineFact, DeadlineState } from './deadline.events.js';

export interface NoticedDeadline {
  readonly state: DeadlineState;
  readonly ordinal: number;
  readonly last: DeadlineFact['data'];
}

export type NoticedDeadlines = Map<string, NoticedDeadline>;

export function evolveDeadlines(noticed: NoticedDeadlines, fact: DeadlineFact): NoticedDeadlines {
  const { ordinal } = fact.data;
  const state = fact.type === 'DeadlineMissed' ? 'MISSED' : fact.data.to;
  return noticed.set(deadlineId(fact.data), { state, ordinal, last: fact.data });
}
