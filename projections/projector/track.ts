/** One projection version on its way: what it has reached, and whether it stands still. */
import type { StoredEvent } from '../../src/store/port.js';
import type { Checkpoint, Failure } from '../tables/read-db.js';
import { fingerprint } from '../tables/table.js';
import { checkpointName, laneOf, type Lane } from './lane.js';
import type { KeyedFact, Projection } from './projection.js';

/** A fact, as far as a checkpoint names it. */
export interface Place {
  readonly position: number;
  readonly id: string;
}

export type TrackState =
  /** Reads from the start; queries are answered by the version before, where there is one. */
  | 'building'
  /** Follows the ledger. */
  | 'live'
  /** Met a fact that it could not fold. */
  | 'failed';

export class Track {
  position = 0;
  /** Id of the fact at that position; empty before the first. */
  event = '';
  state: TrackState = 'building';
  failure: Failure | null = null;
  /** Whether it has once caught up since its tables were made. */
  built = false;
  /** When it last moved, for the alarm "no progress while behind". */
  movedAt = 0;

  private readonly fingerprint: string;

  /** @param lane the part of the ledger that it folds; all of it where there is none */
  constructor(
    readonly projection: Projection,
    readonly lane?: Lane,
  ) {
    this.fingerprint = fingerprint(projection.tables);
  }

  get name(): string {
    return this.projection.name;
  }

  get version(): number {
    return this.projection.version;
  }

  /** Those of a page that it folds. */
  own(page: readonly KeyedFact[]): readonly KeyedFact[] {
    return this.lane === undefined ? page : partOf(this.lane, page);
  }

  /** Stands behind this fact from now on. */
  reach({ position, id }: Place): void {
    this.position = position;
    this.event = id;
  }

  /** Remembers where it stands: what it answers puts it back there, when what was written since was not kept. */
  mark(): () => void {
    const { position, event, state, failure, built } = this;
    return () => {
      this.projection.reset?.();
      Object.assign(this, { position, event, state, failure, built });
    };
  }

  /** Stands where its checkpoint says. */
  standAt({ position, event, built }: Checkpoint): void {
    this.projection.reset?.();
    Object.assign(this, { position, event, built, state: built ? 'live' : 'building' });
  }

  /** Another process folds: what its checkpoint says of it, or nothing yet. */
  see(checkpoint: Checkpoint | undefined, now: number): void {
    const { position, event, built, failure, fingerprint: text } = checkpoint ?? this.nothing();
    const same = text === this.fingerprint;
    if (position !== this.position || this.movedAt === 0) this.movedAt = now;
    const state = failure ? 'failed' : built && same ? 'live' : 'building';
    Object.assign(this, same ? { position, event, built, failure, state } : { position: 0, built: false, state });
  }

  private nothing(): Checkpoint {
    return { ...this.checkpoint(), position: 0, event: '', built: false, failure: null };
  }

  /** Stands before the first fact again. */
  restart(): void {
    this.projection.reset?.();
    Object.assign(this, { position: 0, event: '', state: 'building', failure: null, built: false });
  }

  checkpoint(): Checkpoint {
    const { version, position, event, failure, built, fingerprint: text } = this;
    return { name: checkpointName(this.name, this.lane), version, position, event, failure, built, fingerprint: text };
  }
}

/** Projections that stand at the same position, and how far they may read on. */
export interface Group {
  readonly tracks: readonly Track[];
  readonly from: number;
  readonly until: number;
}

/** Those behind `head`, the last first. None runs past the next group or past `head`: in the end all stand at the same place. */
export function groupsBehind(tracks: readonly Track[], head: number): readonly Group[] {
  const positions = [...new Set(tracks.map((track) => track.position))].sort((a, b) => a - b);
  const behind = positions.filter((position) => position < head);
  return behind.map((from, i) => ({
    tracks: tracks.filter((track) => track.position === from),
    from,
    until: Math.min(positions[i + 1] ?? head, head),
  }));
}

/** The events that at least one of these tracks folds. */
export function takenBy(tracks: readonly Track[], page: readonly StoredEvent[]): readonly StoredEvent[] {
  const lanes = new Set(tracks.map(({ lane }) => lane));
  if (lanes.has(undefined)) return page;
  return page.filter(({ stream }) => [...lanes].some((lane) => lane && laneOf(stream, lane.of) === lane.index));
}

/** Parts of pages, by lane: worked out once for all projections of a page. */
const parts = new WeakMap<readonly KeyedFact[], Map<Lane, readonly KeyedFact[]>>();

function partOf(lane: Lane, page: readonly KeyedFact[]): readonly KeyedFact[] {
  let known = parts.get(page);
  if (!known) parts.set(page, (known = new Map<Lane, readonly KeyedFact[]>()));
  let part = known.get(lane);
  if (!part) {
    part = page.filter(({ fact }) => laneOf(fact.stream, lane.of) === lane.index);
    known.set(lane, part);
  }
  return part;
}
