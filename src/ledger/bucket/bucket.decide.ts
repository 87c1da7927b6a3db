/** Decides notices of buckets. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { firstRefusal, frameOf } from '../checks.js';
import type { Command, Decision, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import type { Flag, New } from '../fact.js';
import { notAllowed } from '../refusal.js';
import type { BucketFact } from './bucket.events.js';

export interface NoticedChange {
  readonly notice: 'DelinquencyBucketChanged' | 'AccountRolled' | 'AccountCured';
  /** The day from which it is so. */
  readonly on: CivilDate;
  readonly from?: string;
  readonly to?: string;
  readonly daysPastDue?: number;
  readonly overdue: number;
  readonly retrospective: boolean;
}

/** Sent by the reactor only. */
export interface NoticeBuckets extends Command {
  readonly type: 'NoticeBuckets';
  /** Of the first notice: one more than recorded so far. */
  readonly ordinal: number;
  /** `id@version`. */
  readonly table: string;
  /** How many of the notices that held still do, from the first on. */
  readonly keep: number;
  /** What follows upon them, in order. */
  readonly changes: readonly NoticedChange[];
}
export type BucketCommand = NoticeBuckets;

function flagged(retrospective: boolean): { readonly flags?: readonly Flag[] } {
  return retrospective ? { flags: ['retrospective'] } : {};
}

/** The notices that hold no longer, as one that withdraws them. It is said of the day on which that is known. */
function revision({ buckets }: CaseState, { ordinal, table, keep }: NoticeBuckets): New<BucketFact>[] {
  const gone = buckets.held.slice(keep);
  const [first] = gone;
  const last = gone[gone.length - 1];
  if (!first || !last) return [];
  const withdrawn = gone.map((notice) => notice.ordinal);
  const data = { ordinal, table, from: last.to, to: first.from, withdrawn };
  return [{ type: 'DelinquencyBucketRevised', data }];
}

function notice(command: NoticeBuckets, state: CaseState): Decision<CaseStreamFact> {
  const refusal = firstRefusal(frameOf(state));
  if (refusal) return refusal;
  const { ordinal, table, changes } = command;
  if (ordinal !== state.buckets.ordinal + 1) {
    return notAllowed('notice-out-of-turn', 'Another notice was recorded meanwhile.', 'ordinal');
  }
  const revised = revision(state, command);
  const after = ordinal + revised.length;
  const noticed = changes.map(({ notice: type, on, retrospective, ...rest }, n): New<BucketFact> => {
    return { type, data: { ordinal: after + n, table, ...rest, ...flagged(retrospective) }, at: on, eff: on };
  });
  if (revised.length + noticed.length > 0) return [...revised, ...noticed];
  return notAllowed('nothing-to-notice', 'No bucket has changed, and no notice of one is to be revised.');
}

export const bucketRules: Rules<BucketCommand, CaseState, CaseStreamFact> = {
  NoticeBuckets: { decide: notice },
};
