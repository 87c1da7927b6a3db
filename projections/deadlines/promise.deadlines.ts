/**
 * When promised money is due. Within its days of grace a promise is still open; kept, partly kept or broken is what its
 * outcome says (domain/model.md 4.4). A promise that was cancelled or renegotiated has no deadline any more.
 */
import { CASE_FACT_TYPES } from '../../src/ledger/case-state.js';
import { PromiseBook, touchesPromises, type PromiseAt, type PromiseOutcome } from '../../src/ledger/promise/index.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import type { Deadline, DeadlineStatus } from './deadlines.js';

const SOURCE = 'promise';

const STATUS: Readonly<Record<PromiseOutcome, DeadlineStatus | undefined>> = {
  OPEN: 'OPEN',
  KEPT: 'MET',
  PARTIALLY_KEPT: 'MISSED',
  BROKEN: 'MISSED',
  CANCELLED: undefined,
  RENEGOTIATED: undefined,
};

function deadlineOf({ promise: id, outcome, since, record }: PromiseAt): Deadline[] {
  const status = STATUS[outcome];
  if (status === undefined) return [];
  const doneOn = status === 'MET' ? since : undefined;
  return [{ source: SOURCE, id, what: 'pay', due: record.terms.dueDate, event: record.event, status, doneOn }];
}

export const promiseDeadlines: StandingSource<Deadline> = {
  name: SOURCE,
  begins: ['PromiseMade', 'PromiseRenegotiated'],
  touches: CASE_FACT_TYPES.filter(touchesPromises),
  book(facts): StandingBook<Deadline> {
    const book = new PromiseBook(facts);
    return { days: book.turningPoints(), at: (day) => book.at(day).flatMap(deadlineOf) };
  },
};
