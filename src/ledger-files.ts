/** What of a ledger lies in files, and what it means when one of them is missing. */
import { join, resolve } from 'node:path';
import type { ReadSidePlace } from '../projections/projector/open-read-side.js';
import { ConfigError, type Config } from './config.js';
import { storePlace } from './store-place.js';
import { isPostgresUrl } from './postgres/url.js';

/** Without its keys a ledger cannot open what was sealed, nor find its own ids: a new file would hide that. */
export class KeysMissing extends Error {
  readonly problem = 'keys';

  constructor(file: string) {
    super(
      `The ledger is there, but its keys are not: ${file} is missing. Restore it from a backup taken after the ledger's.`,
    );
  }
}

/** At a first start the ledger is made before its keys: keys alone mean that it was lost or moved, and a new one would hide that. */
export class LedgerMissing extends Error {
  constructor(file: string) {
    super(
      `The keys are there, but the ledger is not: ${file} is missing. Restore ledger.db, or start in another data folder.`,
    );
  }
}

export interface Files {
  /** Undefined where a server keeps the facts. */
  readonly ledger: string | undefined;
  readonly keys: string;
  readonly read: ReadSidePlace;
}

/** Files in and beside the data folder; read tables may be in PostgreSQL. */
export function filesOf({ data, store, readDb }: Pick<Config, 'data' | 'store' | 'readDb'>): Files {
  const place = storePlace({ data, store });
  const ledger = 'file' in place ? place.file : undefined;
  const keys = join(data, 'keys.db');
  if (isPostgresUrl(readDb)) return { ledger, keys, read: { url: readDb } };
  const embedded = join(data, 'read.db');
  const read = fileOf('QUITTANCE_READ_DB', readDb, embedded);
  // Read tables are dropped, and a broken file is deleted: never where something else is kept.
  if ([ledger, keys].some((file) => file !== undefined && resolve(file) === resolve(read))) {
    throw new ConfigError(`QUITTANCE_READ_DB names ${read}, which is not for read tables. Give it a file of its own.`);
  }
  return { ledger, keys, read: { file: read, disposable: resolve(read) === resolve(embedded) } };
}

function fileOf(setting: string, url: string, embedded: string): string {
  if (url === '') return embedded;
  if (url.startsWith('sqlite:')) return url.slice('sqlite:'.length);
  throw new ConfigError(
    `${setting} names '${url.split(':')[0]}:…'; this version of Quittance knows sqlite:<file> only.`,
  );
}
