/**
 * When the instalments of the plan in force are due. Within its days of grace an instalment is still open (domain/model.md
 * 4.9); a plan that has ended asks for nothing any more.
 */
import { CASE_FACT_TYPES } from '../../src/ledger/case-state.js';
import { PlanBook, touchesPlans, type InstalmentOutcome, type PlanAt } from '../../src/ledger/plan/index.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import type { Deadline, DeadlineStatus } from './deadlines.js';

const SOURCE = 'instalment';

const STATUS: Readonly<Record<InstalmentOutcome, DeadlineStatus>> = {
  FUTURE: 'OPEN',
  DUE: 'OPEN',
  PAID: 'MET',
  PAID_LATE: 'MISSED',
  PARTIALLY_PAID: 'MISSED',
  MISSED: 'MISSED',
};

function deadlinesOf({ record, versions }: PlanAt): Deadline[] {
  const last = versions.at(-1);
  if (!last || (last.state !== 'ON_TRACK' && last.state !== 'BEHIND')) return [];
  return last.instalments.map(({ no, dueDate: due, outcome, paidOn: doneOn }) => {
    const id = `${record.id}-${last.version.terms.version}-${no}`;
    return { source: SOURCE, id, what: 'pay', due, event: record.event, status: STATUS[outcome], doneOn };
  });
}

export const instalmentDeadlines: StandingSource<Deadline> = {
  name: SOURCE,
  begins: ['PlanActivated', 'PlanRestructured'],
  touches: CASE_FACT_TYPES.filter(touchesPlans),
  book(facts): StandingBook<Deadline> {
    const book = new PlanBook(facts);
    return { days: book.turningPoints(), at: (day) => book.roughly(day).flatMap(deadlinesOf) };
  },
};
