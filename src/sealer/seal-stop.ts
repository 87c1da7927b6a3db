/** Why the sealer stops: it signs nothing that it cannot vouch for, and says so until somebody has looked. */
export type StopReason =
  /** Revisions of a stream are missing; a gap leaf says which. */
  | 'hole'
  /** An event does not name the leaf before it, or stands where another was sealed. */
  | 'broken-chain'
  /** What was read first and what was read again before signing differ. */
  | 'changed-before-signing'
  /** Two ways to the root do not agree. */
  | 'roots-differ'
  /** The tree here does not extend the last published checkpoint: a backup was restored. */
  | 'rollback'
  /** Somebody else publishes checkpoints of this log. */
  | 'second-sealer'
  /** A witness has seen another history of this log than the one that is here. */
  | 'fork'
  /** The files belong to a log of another name. */
  | 'other-origin'
  /** An error of the program or the machine. */
  | 'fault';

export class SealStop extends Error {
  override readonly name = 'SealStop';

  constructor(
    readonly reason: StopReason,
    message: string,
  ) {
    super(message);
  }
}
