/** Promises as made. Their outcome is not here: it is computed from terms and payments (`promise.calc.ts`, law 4). */
import type { CivilDate, Moment } from '../dates.js';
import type { Zone } from '../fact.js';
import type { OutcomeNotice, PromiseFact, PromiseOutcome, PromiseTerms } from './promise.events.js';

/** The last notice that was recorded: only reactors and findings look at it. */
export interface LastNotice {
  readonly outcome: PromiseOutcome;
  readonly ordinal: number;
}

export interface PromiseRecord {
  readonly terms: PromiseTerms;
  readonly event: string;
  readonly madeAt: Moment;
  readonly madeOn: CivilDate;
  readonly zone: Zone;
  /** How it ended before its window did, and when. */
  ended?: {
    readonly how: 'CANCELLED' | 'RENEGOTIATED';
    readonly on: CivilDate;
    readonly at: Moment;
    readonly by?: string;
  };
  notice?: LastNotice;
}

export type Promises = Map<string, PromiseRecord>;

export function evolvePromises(promises: Promises, fact: PromiseFact): Promises {
  switch (fact.type) {
    case 'PromiseMade':
      return make(promises, fact);
    case 'PromiseRenegotiated':
      return make(end(promises, fact.data.supersedes, { how: 'RENEGOTIATED', on: fact.eff, at: fact.at }), fact);
    case 'PromiseCancelled':
      return end(promises, fact.data.promise, { how: 'CANCELLED', on: fact.eff, at: fact.at, by: fact.data.by });
    case 'PromiseKept':
      return notice(promises, fact.data, 'KEPT');
    case 'PromisePartiallyKept':
      return notice(promises, fact.data, 'PARTIALLY_KEPT');
    case 'PromiseBroken':
      return notice(promises, fact.data, 'BROKEN');
    case 'PromiseOutcomeRevised':
      return notice(promises, fact.data, fact.data.to);
  }
}

function make(
  promises: Promises,
  fact: Extract<PromiseFact, { type: 'PromiseMade' | 'PromiseRenegotiated' }>,
): Promises {
  const { data: terms, id: event, at: madeAt, eff: madeOn, zone } = fact;
  return promises.set(terms.promise, { terms, event, madeAt, madeOn, zone });
}

function end(promises: Promises, id: string, ended: PromiseRecord['ended']): Promises {
  const promise = promises.get(id);
  if (promise && !promise.ended) promise.ended = ended;
  return promises;
}

function notice(promises: Promises, data: OutcomeNotice, outcome: PromiseOutcome): Promises {
  const promise = promises.get(data.promise);
  if (promise) promise.notice = { outcome, ordinal: data.ordinal };
  return promises;
}
