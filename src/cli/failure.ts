/** What an error means for who started the command: an exit code and one line. */
import { ConfigError } from '../config.js';
import { CliError, EXIT, type ExitCode } from './exit.js';
import { ApiProblem } from './ledger/api-problem.js';

export interface Ending {
  readonly exit: ExitCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The error itself where it is a bug or a fault of the system: its stack is worth showing with QUITTANCE_LOG=debug. */
  readonly cause?: unknown;
}

export function endingOf(error: unknown): Ending {
  if (error instanceof CliError) return { exit: error.exit, message: error.message, details: error.details };
  if (error instanceof ApiProblem) {
    const { type, status, detail, title: _title, ...rest } = error.problem;
    return { exit: exitOfStatus(status), message: detail, details: { type, status, ...rest } };
  }
  if (error instanceof ConfigError) return { exit: EXIT.usage, message: error.message, details: {} };
  return { exit: exitOfSystem(error), message: messageOf(error), details: {}, cause: error };
}

/** An HTTP status as an exit code. */
export function exitOfStatus(status: number): ExitCode {
  if (status === 404) return EXIT.notFound;
  if (status === 507) return EXIT.diskFull;
  if (status === 423) return EXIT.inUse;
  if (status === 401 || status === 403) return EXIT.fault;
  return status >= 400 && status < 500 ? EXIT.usage : EXIT.fault;
}

function exitOfSystem(error: unknown): ExitCode {
  const { code, problem } = membersOf(error);
  if (isDiskFull(code)) return EXIT.diskFull;
  if (isNoFolder(error)) return EXIT.usage;
  // `LedgerFileError`, `ReadDbError` and what is wrong with keys, told apart by their members so that no command has to load the store for them.
  if (problem === 'in-use') return EXIT.inUse;
  // Keys or secrets that were not given, or are others than the ledger's: nothing is broken but what was set.
  if (problem === 'keys') return EXIT.usage;
  return problem === 'missing' ? EXIT.notFound : EXIT.fault;
}

function messageOf(error: unknown): string {
  const { code, path, message } = membersOf(error);
  if (isDiskFull(code)) {
    return 'The disk is full. What was acknowledged is kept. Make room and run the command again.';
  }
  if (isNoFolder(error)) {
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'it, or what it lies in, is a file' : String(code);
    return `The data folder ${String(path)} cannot be made: ${why}. Name another with QUITTANCE_DATA or --data.`;
  }
  if ((code === 'EACCES' || code === 'EPERM') && typeof path === 'string') {
    return `This user may not open ${path}. Run the command as the ledger's own user.`;
  }
  return typeof message === 'string' && message !== '' ? message : String(error);
}

function isDiskFull(code: unknown): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
}

/** Only the data folder is made in the process of the command; what an import makes, the ledger's holder answers for. */
function isNoFolder(error: unknown): boolean {
  const { syscall, path } = membersOf(error);
  return syscall === 'mkdir' && typeof path === 'string';
}

function membersOf(error: unknown): Readonly<Record<string, unknown>> {
  return (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
}
