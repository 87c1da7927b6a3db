/** What a time stamp proves, or why it proves nothing. */

export interface TimeStampProven {
  readonly kind: 'proven';
  /** When the authority saw the bytes: an RFC 3339 instant, UTC. */
  readonly time: string;
  /** How far the time may be off to either side, milliseconds; undefined where the authority does not say. */
  readonly accuracyMillis: number | undefined;
  /** Subject of the authority's certificate. */
  readonly authority: string;
  /** Subject of the trusted certificate that the chain ends at. */
  readonly root: string;
  /** The authority's policy, an object identifier. */
  readonly policy: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** Hexadecimal; undefined where the request had none. */
  readonly nonce: string | undefined;
}

export type TimeStampFault =
  /** No time-stamp response or token. */
  | 'malformed'
  /** The authority refused. */
  | 'not-granted'
  /** It is over other bytes, or over a digest that is too weak. */
  | 'other-bytes'
  /** Its signature does not hold. */
  | 'bad-signature'
  /** The signer is no time-stamping authority, or another than the token names. */
  | 'bad-signer'
  /** No chain to a trusted certificate at the time that it states. */
  | 'not-trusted';

export interface TimeStampRefused {
  readonly kind: 'refused';
  readonly why: TimeStampFault;
  /** One sentence. */
  readonly detail: string;
}

export type TimeStampVerdict = TimeStampProven | TimeStampRefused;

/** Thrown and caught within this room. */
export class Refused extends Error {
  constructor(
    readonly why: TimeStampFault,
    detail: string,
  ) {
    super(detail);
  }
}
