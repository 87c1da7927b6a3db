/** Opens the read database and finds where each projection stands, before anything is served. */
import { rmSync } from 'node:fs';
import type { EventStore } from '../../src/store/port.js';
import type { ReadDb } from '../tables/read-db.js';
import { ReadDbError, readDbError } from '../tables/read-db.error.js';
import { FILE_ENDS } from '../tables/sqlite.open.js';
import { SqliteReadDb } from '../tables/sqlite.read-db.js';
import type { Projection } from './projection.js';
import { Projector, type ProjectorClock } from './projector.js';

export interface ReadSideFiles {
  readonly file: string;
  /** Whether the file may be deleted when it is broken: only the one in the data folder is ours for certain. */
  readonly disposable: boolean;
}

export interface ReadSideParts {
  readonly store: EventStore;
  readonly projections: () => readonly Projection[];
  readonly clock: ProjectorClock;
  /** One line for the operator. */
  readonly warn: (line: string) => void;
}

export interface OpenReadSide {
  readonly readDb: ReadDb;
  readonly projector: Projector;
}

/** Throws ReadDbError where the file cannot be opened and is not to be deleted. */
export async function openReadSide({ file, disposable }: ReadSideFiles, parts: ReadSideParts): Promise<OpenReadSide> {
  try {
    return await open(file, parts);
  } catch (error) {
    if (!disposable || !(error instanceof ReadDbError) || error.problem !== 'damaged') throw error;
  }
  for (const end of FILE_ENDS) rmSync(file + end, { force: true });
  const line = `the read database ${file} was damaged or no database: it was deleted and is built anew from the facts`;
  parts.warn(line);
  const opened = await open(file, parts);
  opened.projector.dropped.push(line);
  return opened;
}

async function open(file: string, { store, projections, clock, warn }: ReadSideParts): Promise<OpenReadSide> {
  const readDb = new SqliteReadDb(file);
  const projector = new Projector(store, readDb, projections(), clock);
  try {
    await projector.open();
  } catch (error) {
    await readDb.close();
    throw readDbError(file, error);
  }
  if (projector.dropped.length > 0) {
    const list = projector.dropped.join('; ');
    warn(
      `read tables that do not belong to this ledger were dropped and are folded again from its first fact: ${list}`,
    );
  }
  return { readDb, projector };
}
