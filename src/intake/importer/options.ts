/** What an import is asked to do, and what it came to. */
import type { Mapping } from '../mapping/index.js';

export interface ImportOptions {
  /** Absolute path of the book: XES, CSV or JSONL, plain or gzip. */
  readonly file: string;
  readonly mapping: Mapping;
  /** Name of the portfolio; the mapping's where left out. Created from the mapping's settings where it does not exist. */
  readonly portfolio?: string;
  /** Validate everything, deciders included; land nothing, ever. */
  readonly dryRun?: boolean;
  /** Validate everything first; land nothing where one row is rejected. */
  readonly strict?: boolean;
  /** Record corrections for rows that the source changed or withdrew. */
  readonly corrections?: boolean;
  /** Absolute path of the rejects file; `<data>/rejects/<file>-<batch>.rejects.jsonl` where left out. */
  readonly rejects?: string;
  /** Who imports: `local:<os user>`, `key:<id>`. */
  readonly by: string;
}

/** Every row is one of: recorded now, unchanged, changed, ignored, rejected. */
export interface ImportResult {
  /** Rows of the file that were read, bad ones included. */
  readonly rows: number;
  /** Cases to which accepted rows belong. */
  readonly cases: number;
  /** Facts newly recorded; with `dryRun`, facts that would be. */
  readonly facts: number;
  /** Rows that the ledger knows as they are. */
  readonly unchanged: number;
  /** Rows that the ledger knows otherwise: listed, and corrected where that was asked for. */
  readonly changed: number;
  /** Rows that the ledger knows and the file no longer has: listed, and withdrawn where that was asked for. */
  readonly missing: number;
  /** Rows that the mapping passes over, for a reason that is listed. */
  readonly ignored: number;
  /**
   * Rows (and places of the file without a row) that could not become facts, and cases of which what their rows left to be
   * posted at the end was refused.
   */
  readonly rejected: number;
  /** Absolute path of the file that lists all of these; null where there is nothing to list. */
  readonly rejectsFile: string | null;
  /** Name of the portfolio. */
  readonly portfolio: string;
  /** Fields that the mapping reads and no row of the file has: a misspelt column, perhaps. */
  readonly neverSeen: readonly string[];
  readonly seconds: number;
}

export interface ImportProgress {
  /** Bytes of the file on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly facts: number;
  /** True while a strict import validates, and for a dry run. */
  readonly validating: boolean;
}

/** The import stopped as a whole. What was recorded stays; run it again and it goes on from there. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  constructor(
    readonly code: 'no-room' | 'ledger' | 'in-progress' | 'bad-portfolio',
    message: string,
  ) {
    super(message);
  }
}
