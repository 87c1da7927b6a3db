/** Where the facts of one append stand. */
import type { Appended, EventStore } from '../store/port.js';
import type { Plan } from './unit-plan.js';

/**
 * Position of each revision that a command of the plan ended at. The store names the last one only: where positions are
 * dense the others follow from it, elsewhere they are read back, which only an append of several commands needs. Where
 * they cannot be read now, the last stands for all: it is where every fact of the append has been met.
 */
export async function placesOf(
  store: EventStore,
  stream: string,
  { records }: Pick<Plan, 'records'>,
  { revision, position }: Appended,
): Promise<(revision: number) => number> {
  if (store.dense) return (own) => position - (revision - own);
  const first = Math.min(...records.map((record) => record.revision));
  if (first >= revision) return () => position;
  const events = await store.readStream(stream, first, revision - first + 1).catch(() => []);
  const places = new Map(events.map((event) => [event.revision, event.position]));
  return (own) => places.get(own) ?? position;
}
