/** Exit codes of the command line, and errors that end it with one clear line (design.md 8). */

export const EXIT = {
  ok: 0,
  fault: 1,
  /** Usage, or input that cannot be. */
  usage: 2,
  /** Rows of an import were rejected, or `--strict` refused the file. */
  rejected: 3,
  notFound: 4,
  /** A reference that names several cases. */
  ambiguous: 5,
  /** Another process has the ledger. */
  inUse: 6,
  diskFull: 7,
  /** `audit verify`: facts, leaves or files are not what was sealed. */
  changed: 31,
  missing: 32,
  extra: 33,
  reordered: 34,
} as const;

/** `verify`: 20 + the number of the first step that fails. */
export type VerifyExit = 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 | 31 | 32 | 33;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT] | VerifyExit;

/** An end that is no bug: its message is the line that the caller reads. */
export class CliError extends Error {
  override readonly name = 'CliError';

  /** @param details further members of the error's JSON document. */
  constructor(
    readonly exit: ExitCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
