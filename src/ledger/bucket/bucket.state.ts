/** Which changes of bucket were noticed and still hold. Only the reactor and its decider look at it (law 4). */
import type { CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import type { BucketFact } from './bucket.events.js';

const TYPES: Readonly<Record<BucketFact['type'], true>> = {
  DelinquencyBucketChanged: true,
  AccountRolled: true,
  AccountCured: true,
  DelinquencyBucketRevised: true,
};

export function isBucketNotice(fact: AnyFact): fact is BucketFact {
  return fact.type in TYPES;
}

export interface HeldNotice {
  readonly ordinal: number;
  readonly on: CivilDate;
  readonly table: string;
  readonly from?: string;
  readonly to?: string;
}

export interface NoticedBuckets {
  /** Of the last notice; 0 while there is none. */
  ordinal: number;
  /** In the order of the days on which the bucket changed. */
  readonly held: HeldNotice[];
}

export function evolveBuckets(noticed: NoticedBuckets, fact: BucketFact): void {
  const { ordinal, table, from, to } = fact.data;
  noticed.ordinal = ordinal;
  if (fact.type === 'DelinquencyBucketRevised') noticed.held.length -= fact.data.withdrawn.length;
  else noticed.held.push({ ordinal, on: fact.eff, table, from, to });
}
