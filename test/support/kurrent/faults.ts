/** What can be wrong with a server, a network or a moment. Each is a knob; all are off at first. */
export class Faults {
  /** Milliseconds by which each append waits for its turn. */
  slowMs = 0;
  /** Appends are never answered: dropped before they are written, or written all the same. */
  silent: 'no' | 'dropped' | 'written' = 'no';
  /** Reads and subscriptions are accepted and never answered. */
  silentReads = false;
  /** Subscriptions tell nothing more of what is written from now on. */
  silentSubscriptions = false;
  /** Every call fails with UNAVAILABLE. */
  unavailable = false;
  /** Every append is answered twice, and once more under a correlation id that nobody sent. */
  duplicates = false;
  /** The next append is written, and then its stream of appends breaks with everything that is under way on it. */
  poison = false;
  /** Answers to appends wait for so many milliseconds after the writing. */
  lateMs = 0;
  /** Not the leader any more: calls that need one are sent there. */
  leader: { readonly host: string; readonly port: number } | undefined = undefined;
  /** An election is under way: who asks for the leader is told that nobody knows it. */
  leaderless = false;
  /** Writes go to the log, but the answer names no position. */
  withoutPosition = false;
  /** Calls that manage projections are dropped without a word, as by a server that has not started them. */
  silentProjections = false;
  /** The user is not of the groups that may manage projections. */
  withoutRights = false;
  /** By how much the server's clock is ahead of ours, milliseconds. */
  clockAheadMs = 0;
  /** What it takes to look at 64 records in search of those that a filter lets through, milliseconds. */
  searchMs = 0;
  /** Errors name what is wrong, and not where: members of their metadata are missing that the client reads. */
  bareErrors = false;
  /** As before 23.10: a subscription is not told when it has caught up. */
  withoutCaughtUp = false;
  /** The largest event, bytes; as `MaxAppendEventSize` of a server since 25.1. */
  maxEventSize = 16 * 1024 * 1024;
  /** The largest append, bytes; as `MaxAppendSize` of the server. */
  maxAppendSize = 1024 * 1024;

  reset(): void {
    Object.assign(this, new Faults());
  }
}
