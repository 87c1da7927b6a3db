/** What a case keeps of notices that only their reactors and deciders look at (law 4): deadlines of rule packs, and buckets. */
import type { BucketFact } from './bucket/bucket.events.js';
import { evolveBuckets, type NoticedBuckets } from './bucket/bucket.state.js';
import type { DeadlineFact } from './deadline/deadline.events.js';
import { evolveDeadlines, type NoticedDeadlines } from './deadline/deadline.state.js';

export type NoticeFact = DeadlineFact | BucketFact;

export interface Noticed {
  /** Deadlines of rule packs that were noticed. */
  readonly deadlines: NoticedDeadlines;
  /** Changes of the account's bucket that were noticed. */
  readonly buckets: NoticedBuckets;
}

export function nothingNoticed(): Noticed {
  return { deadlines: new Map(), buckets: { ordinal: 0, held: [] } };
}

const deadline = ({ deadlines }: Noticed, fact: DeadlineFact): unknown => evolveDeadlines(deadlines, fact);
const bucket = ({ buckets }: Noticed, fact: BucketFact): void => evolveBuckets(buckets, fact);

export const noticeFolds = {
  DeadlineMissed: deadline,
  DeadlineMissRevised: deadline,
  DelinquencyBucketChanged: bucket,
  AccountRolled: bucket,
  AccountCured: bucket,
  DelinquencyBucketRevised: bucket,
};
