/** Which incidents froze contact on a case? Their streams, as far as the rows are known to reach. */
import { sql } from 'kysely';
import { Problem } from '../../src/http/problem.js';
import type { ReadSide } from '../read/read-side.js';
import { ENTRY_FACTS, HOMES } from './registers.tables.js';

const PROJECTIONS = ['registers'];

/** @param position store position that the rows must have reached: nothing before it may be missing. */
export async function incidentsAbout(read: ReadSide, caseId: string, position: number): Promise<string[]> {
  read.require(PROJECTIONS);
  if (read.position(PROJECTIONS) < position && !(await read.reached(position, PROJECTIONS))) {
    throw Problem.of(503, 'read-side-behind', `The read side has not reached position ${position} in time. Try again.`);
  }
  return freezingIncidents(read, caseId);
}

/** The same as far as the rows reach now: for whoever cannot wait. */
export async function freezingIncidents(read: ReadSide, caseId: string): Promise<string[]> {
  read.require(PROJECTIONS);
  const { rows } = await read.snapshot((db) =>
    sql<{ id: string }>`SELECT DISTINCT h.id FROM ${read.table(ENTRY_FACTS, 'registers')} f
      JOIN ${read.table(HOMES, 'registers')} h ON h.stream_key = f.stream_key
      WHERE f.about = ${caseId} AND f.register = 'freeze' ORDER BY h.id`.execute(db),
  );
  return rows.map(({ id }) => id);
}
