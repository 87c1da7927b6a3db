/**
 * Leases: which process does what only one may do (design.md 7). A lease is held for a time by the database's clock, and
 * each holding has a number, its fence, that only grows: what is written carries it, and whoever holds a larger one shuts
 * out who slept through the end of his own.
 */

/** A lease as the table has it now. */
export interface LeaseStanding {
  readonly name: string;
  /** The process that had it last. */
  readonly holder: string;
  /** Number of that holding; the first is 1. */
  readonly fence: number;
  /** Seconds until it may be taken by another process; 0 where it may be now. */
  readonly secondsLeft: number;
}

/** Each method is one statement, so that two processes never see half of what the other did. Throws where the database fails. */
export interface LeaseTable {
  /** Takes a lease that nobody has, or whose time is over. Answers the new fence; undefined: somebody has it. */
  acquire(name: string, holder: string, seconds: number): Promise<number | undefined>;
  /** Holds it for so many seconds from now. False: somebody else has taken it since. */
  renew(name: string, fence: number, seconds: number): Promise<boolean>;
  /** Gives it back at once; nothing happens where somebody else has taken it since. */
  release(name: string, fence: number): Promise<void>;
  /** All leases, by name. */
  list(): Promise<readonly LeaseStanding[]>;
  /** The database's clock, milliseconds since 1970. */
  now(): Promise<number>;
  close(): Promise<void>;
}
