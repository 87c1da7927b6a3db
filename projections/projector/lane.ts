/**
 * Lanes: parts of the ledger's streams that are folded side by side, each under its own lease, fence and checkpoint. Every
 * fact of a stream is in one lane, so whatever has the stream's key has one writer.
 */
import type { Checkpoint } from '../tables/read-db.js';

export interface Lane {
  /** The first is 0. It also folds what cannot be split, and makes and drops tables. */
  readonly index: number;
  /** How many there are. */
  readonly of: number;
}

/** FNV-1a, 32 bits (draft-eastlake-fnv, 2): the same in every process and version, since checkpoints rest on it. */
export function laneOf(stream: string, of: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  // The last bits of FNV are its best; they are mixed once more for numbers that are powers of two.
  return ((hash ^ (hash >>> 15)) >>> 0) % of;
}

/** Under which name a lane's checkpoint is kept: `balances 2/4`. Without lanes it is the projection's own. */
export function checkpointName(projection: string, lane: Lane | undefined): string {
  return lane === undefined ? projection : `${projection} ${lane.index + 1}/${lane.of}`;
}

/** The projection that a checkpoint is of. */
export function projectionOf(checkpoint: string): string {
  return checkpoint.split(' ', 1)[0] as string;
}

/** How many checkpoints stand together for a projection: those of all lanes. */
export function lanesOf(checkpoint: string): number {
  return Number(/\/(\d+)$/.exec(checkpoint)?.[1] ?? 1);
}

/** Of the checkpoints of a projection's lanes, all of one version, the one that is last; undefined where not all are there. */
export function lastOf(lanes: readonly Checkpoint[]): Checkpoint | undefined {
  const [first] = lanes;
  if (!first || lanes.length < lanesOf(first.name)) return undefined;
  const last = lanes.reduce((least, each) => (each.position < least.position ? each : least));
  const failure = lanes.find((lane) => lane.failure !== null)?.failure ?? null;
  return { ...last, failure, built: lanes.every(({ built }) => built) };
}

/**
 * What another version of a projection left: to be dropped once this one has caught up, and to answer until then if all of
 * it is there and was built.
 */
export function leftBehind(known: readonly Checkpoint[], name: string, version: number): Checkpoint | undefined {
  const old = known.filter((each) => projectionOf(each.name) === name && each.version !== version);
  const [first] = old;
  return first && (lastOf(old.filter((each) => each.version === first.version)) ?? { ...first, built: false });
}
