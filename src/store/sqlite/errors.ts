/** Why a ledger file cannot be opened. */
export type LedgerFileProblem = 'missing' | 'foreign' | 'newer' | 'in-use' | 'unsafe';

/** Opening a ledger file failed for a reason that an operator can act on; the message says how. */
export class LedgerFileError extends Error {
  override readonly name = 'LedgerFileError';

  constructor(
    readonly problem: LedgerFileProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
