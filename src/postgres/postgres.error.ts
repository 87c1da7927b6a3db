/** What an error of PostgreSQL or of the way to it means for who asked. SQLSTATE codes: PostgreSQL manual, appendix A. */

export type PostgresProblem =
  /** No answer: not there, starting, ending, out of connections, or the line was cut. It may pass. */
  | 'unreachable'
  /** The user or its password is not accepted. */
  | 'not-let-in'
  | 'no-database'
  /** The user may not do what was tried. */
  | 'no-rights'
  /** TLS could not be agreed on. */
  | 'tls';

/** The message names the server, never the password, and says what to do. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';

  constructor(
    readonly problem: PostgresProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same may succeed in a moment; else somebody must mend a setting first, here or at the server. */
  get passes(): boolean {
    return this.problem === 'unreachable';
  }
}

const SYSTEM =
  /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|HOSTDOWN)$|^ENOTFOUND$|^ENOENT$/;
/** Connection exceptions; out of disk, memory or connections; shutdown and start; input and output; a cancelled wait. */
const PASSING = /^(?:08...|53...|57...|58...|40001|40P01|55P03|25P03|25P04|25006)$/;
/** Errors of the driver that have no code. */
const CUT =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|timeout expired|query read timeout|client has encountered a connection error|client was closed|not queryable/i;
const TLS = /SSL|TLS|certificate|self[- ]signed/i;

/** SQLSTATE, or the system's name of an error. It may come from another realm, so `instanceof` would not do. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function textOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/**
 * Whether an error says nothing of what was asked: the same may succeed in a moment, or once somebody has repaired something.
 * Errors of classes 22 (data), 23 (constraints) and 42 (names, syntax; 42501 alone is a right that is missing) do not: they
 * are bugs of ours and stay what they are.
 */
export function mayPassPostgres(error: unknown): boolean {
  if (error instanceof PostgresError) return true;
  const code = codeOf(error);
  return SYSTEM.test(code) || PASSING.test(code) || (code === '' && CUT.test(textOf(error)));
}

/** Whether the server refused rows for what they hold (too large, twice the same key, no such column). */
export function refusesRows(error: unknown): boolean {
  const code = codeOf(error);
  return /^2[23]...$/.test(code) || (/^42...$/.test(code) && code !== '42501');
}

/** Whether a table, or its schema, was not there. */
export function isMissingTable(error: unknown): boolean {
  return /^(?:42P01|3F000)$/.test(codeOf(error));
}

/** What an error says of server, user and rights; anything else stays what it is. @param server as `shownUrl` gives it. */
export function postgresError(server: string, error: unknown): unknown {
  if (error instanceof PostgresError) return error;
  const code = codeOf(error);
  const text = textOf(error);
  const made = (problem: PostgresProblem, message: string): PostgresError =>
    new PostgresError(problem, message, { cause: error });
  if (/^28...$/.test(code)) {
    return made(
      'not-let-in',
      `PostgreSQL at ${server} does not let us in (${text}). Check user and password in the URL.`,
    );
  }
  if (code === '3D000')
    return made('no-database', `There is no such database: ${server}. Create it, or correct the URL.`);
  if (code === '42501') {
    return made(
      'no-rights',
      `The user of ${server} lacks a right (${text}). Grant it, or name another user in the URL.`,
    );
  }
  if (mayPassPostgres(error)) {
    return made('unreachable', `PostgreSQL at ${server} cannot be used now (${text || code}).`);
  }
  if (code.startsWith('ERR_TLS') || code.includes('CERT') || (code === '' && TLS.test(text))) {
    return made(
      'tls',
      `PostgreSQL at ${server}: TLS failed (${text || code}). Check sslmode and sslrootcert in the URL.`,
    );
  }
  return error;
}
