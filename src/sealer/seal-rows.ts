/** What stands in the rows of `seal.db`. */

/** The last event of a stream among the leaves. */
export interface Head {
  readonly rev: number;
  /** base64url; empty behind a hole, where nobody knows it. */
  readonly leaf: string;
  readonly idx: number;
}

export interface LeafRow {
  readonly idx: number;
  /** Store position; null of a leaf that is no fact. */
  readonly position: number | null;
  readonly hash: Buffer;
}

export interface PublishedRow {
  readonly size: number;
  /** Revision in the stream of checkpoints. */
  readonly revision: number;
  /** Store position of the last event read when it was made. */
  readonly position: number;
  /** The signed checkpoint. */
  readonly note: string;
}

export interface Finding {
  readonly idx: number;
  readonly kind: string;
  readonly detail: string;
}
