/** Opens the read database and finds where each projection stands, before anything is served. */
import { rmSync } from 'node:fs';
import type { ClientBase } from 'pg';
import type { EventStore } from '../../src/store/port.js';
import { refreshReport } from '../reporting/install.js';
import { PostgresReadDb } from '../tables/postgres.read-db.js';
import type { Guard, ReadDb } from '../tables/read-db.js';
import { ReadDbError, readDbError } from '../tables/read-db.error.js';
import { FILE_ENDS } from '../tables/sqlite.open.js';
import { SqliteReadDb } from '../tables/sqlite.read-db.js';
import type { Projection } from './projection.js';
import { LanedProjector } from './laned-projector.js';
import { LaneProjector, sameTables } from './lane-projector.js';
import { Projector, type ProjectorClock } from './projector.js';
import { SharedProjector } from './shared-projector.js';

export interface ReadSideFiles {
  readonly file: string;
  /** Whether the file may be deleted when it is broken: only the one in the data folder is ours for certain. */
  readonly disposable: boolean;
}

/** A file, or a database in PostgreSQL. */
export type ReadSidePlace = ReadSideFiles | { readonly url: string };

export interface ReadSideParts {
  readonly store: EventStore;
  readonly projections: () => readonly Projection[];
  readonly clock: ProjectorClock;
  /** One line for the operator. */
  readonly warn: (line: string) => void;
  /** Where several processes share the database: who may write. Then nothing is written before this process leads. */
  readonly guard?: Guard;
  /** The same of each lane, where the work is split over more than one. */
  readonly lanes?: readonly Guard[];
}

export interface OpenReadSide {
  readonly readDb: ReadDb;
  readonly projector: Projector;
}

/** Throws ReadDbError where the file cannot be opened and is not to be deleted, PostgresError where the server refuses. */
export async function openReadSide(place: ReadSidePlace, parts: ReadSideParts): Promise<OpenReadSide> {
  if ('url' in place) {
    const { guard } = parts;
    const prepared = (client: ClientBase): Promise<void> => refreshReport(client, parts.projections(), parts.warn);
    if (guard) return openShared(PostgresReadDb.reader(place.url, { guard, prepared }), parts);
    return openOver(await PostgresReadDb.open(place.url, { prepared }), parts);
  }
  const { file, disposable } = place;
  try {
    return await openFile(file, parts);
  } catch (error) {
    if (!disposable || !(error instanceof ReadDbError) || error.problem !== 'damaged') throw error;
  }
  for (const end of FILE_ENDS) rmSync(file + end, { force: true });
  const line = `the read database ${file} was damaged or no database: it was deleted and is built anew from the facts`;
  parts.warn(line);
  const opened = await openFile(file, parts);
  opened.projector.dropped.push(line);
  return opened;
}

async function openFile(file: string, parts: ReadSideParts): Promise<OpenReadSide> {
  try {
    return await openOver(new SqliteReadDb(file), parts);
  } catch (error) {
    throw readDbError(file, error);
  }
}

async function openOver(readDb: ReadDb, { store, projections, clock, warn }: ReadSideParts): Promise<OpenReadSide> {
  const projector = new Projector(store, readDb, projections(), clock);
  try {
    await projector.open();
  } catch (error) {
    await readDb.close();
    throw error;
  }
  if (projector.dropped.length > 0) {
    const list = projector.dropped.join('; ');
    warn(
      `read tables that do not belong to this ledger were dropped and are folded again from its first fact: ${list}`,
    );
  }
  return { readDb, projector };
}

async function openShared(readDb: PostgresReadDb, parts: ReadSideParts): Promise<OpenReadSide> {
  const { store, projections, clock, lanes = [] } = parts;
  const projector =
    lanes.length > 1
      ? new LanedProjector(store, readDb, projections(), clock, openLanes(readDb, lanes, parts))
      : new SharedProjector(store, readDb, projections(), clock);
  try {
    await projector.open();
    return { readDb, projector };
  } catch (error) {
    await readDb.close();
    throw error;
  }
}

/** Each lane writes over connections and with folds of its own. */
function openLanes(
  readDb: PostgresReadDb,
  guards: readonly Guard[],
  { store, projections, clock }: ReadSideParts,
): readonly LaneProjector[] {
  return guards.map((guard, index) => {
    const guarded: Guard = async (transaction) => {
      await guard(transaction);
      if (index > 0) await sameTables(transaction, lane.drops);
    };
    const lane = new LaneProjector(store, readDb.beside(guarded), projections(), clock, { index, of: guards.length });
    return lane;
  });
}
