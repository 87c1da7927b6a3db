/** One row of the source on its way into the ledger: its commands are all or nothing. */
import type { Request } from '../../ledger/command.js';
import type { Source } from '../../ledger/fact.js';
import type { CaseCommand } from '../../ledger/ledger.js';
import type { Refusal } from '../../ledger/refusal.js';
import type { Fields, Origin } from '../mapping/frame.js';

export type CaseRequest = Request<CaseCommand>;

/** Where a row stands. */
export interface RowPlace {
  /** Name of the file, where it is not the one that is being read. */
  readonly file?: string;
  /** Its number in the file, from 1: rejects are listed in this order. */
  readonly n: number;
  readonly place: string;
}

/** What a row withdraws of what it, or an older version of it, had said. */
export interface Withdrawal {
  /** The command that recorded it. */
  readonly cmd: string;
  /** REPLACED where the row says something else in its place. */
  readonly action: 'WITHDRAWN' | 'REPLACED';
}

export interface RowUnit {
  readonly at: RowPlace;
  readonly src: Source;
  /** How the row would open its case; undefined where that is open. */
  readonly opening: CaseRequest | undefined;
  /** Links of its parties that do not stand yet. */
  readonly links: readonly CaseRequest[];
  readonly requests: readonly CaseRequest[];
  /** Source fields of the opening's fields. */
  readonly caseOrigin: Origin | undefined;
  /** Source fields of the fields of each request. */
  readonly origins: readonly Origin[];
  readonly fields: Fields;
  readonly withdraw: readonly Withdrawal[];
  /** changed: the ledger knows the row otherwise. missing: the file no longer has it. */
  readonly kind: 'new' | 'changed' | 'missing';
  /** Parties of the row that are being recorded: why one cannot be, if so. Then the row is refused. */
  readonly parties: readonly (() => Promise<Refusal | undefined>)[];
  /** Characters of the row: appends have a limit. */
  readonly size: number;
}
