/** Why no pack was made. */

/** What the ledger holds now is not what was sealed: no pack can prove it. */
export class LedgerDiffers extends Error {
  override readonly name = 'LedgerDiffers';

  constructor(what: string) {
    super(`${what} No pack is made of it. 'quittance audit verify' says what differs.`);
  }
}

/** Why an export ended without a file. */
export type CancelReason = 'erased' | 'gone' | 'closing';

const WORDS: Readonly<Record<CancelReason, string>> = {
  erased: 'A person in it was erased or restricted meanwhile. Ask again.',
  gone: 'Whoever asked for it has gone.',
  closing: 'The ledger was closed before it was made. Ask again.',
};

export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor(readonly reason: CancelReason) {
    super(WORDS[reason]);
  }
}
