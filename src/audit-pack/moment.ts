/** V and K of what a pack says: never later than what its proofs cover. */
import { decode } from '../ledger/envelope.js';
import { localDate, type CivilDate } from '../ledger/dates.js';
import { Problem } from '../http/problem.js';
import type { ReadSide } from '../../projections/read/read-side.js';
import { lastFactAt } from './last-fact.js';

export interface PackMoment {
  readonly asOf: CivilDate;
  /** As it was asked for; null where it was left out. */
  readonly asked: string | null;
  /** When the last fact included was recorded. */
  readonly at: string;
  /** Id of that fact: K for everything that the pack says. */
  readonly event: string;
  /** Where it stands in the store. */
  readonly position: number;
  /** When the last fact that the proofs cover was recorded; with a K of long ago that is later. */
  readonly sealedUntil: string;
}

/** @param sealed store position of the last fact that the proofs cover */
export async function packMoment(
  read: ReadSide,
  { asOf, knownAt }: { readonly asOf?: CivilDate; readonly knownAt?: string },
  { zone, sealed }: { readonly zone: string; readonly sealed: number },
): Promise<PackMoment> {
  const cut = await read.cut(knownAt, zone);
  const newest = await lastFactAt(read.store, sealed);
  const isEarlier = newest !== undefined && cut.position !== undefined && cut.position < newest.position;
  const event = isEarlier ? await lastFactAt(read.store, cut.position) : newest;
  if (!newest || !event)
    throw Problem.of(404, 'nothing-known', 'Nothing was known yet at that time.', { field: 'knownAt' });
  return {
    asOf: asOf ?? localDate(read.clock.now(), zone),
    asked: knownAt ?? null,
    at: decode(event).rec,
    event: event.id,
    position: event.position,
    sealedUntil: decode(newest).rec,
  };
}
