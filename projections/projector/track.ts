/** One projection version on its way: what it has reached, and whether it stands still. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { Checkpoint, Failure } from '../tables/read-db.js';
import { fingerprint } from '../tables/table.js';
import type { Projection } from './projection.js';

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
  /** When it last moved, for the alarm "no progress while behind". */
  movedAt = 0;

  private readonly fingerprint: string;

  constructor(readonly projection: Projection) {
    this.fingerprint = fingerprint(projection.tables);
  }

  get name(): string {
    return this.projection.name;
  }

  get version(): number {
    return this.projection.version;
  }

  /** Stands behind this fact from now on. */
  reach({ position, id }: LedgerFact): void {
    this.position = position;
    this.event = id;
  }

  /** Remembers where it stands: what it answers puts it back there, when what was written since was not kept. */
  mark(): () => void {
    const { position, event, state, failure } = this;
    return () => {
      this.projection.reset?.();
      Object.assign(this, { position, event, state, failure });
    };
  }

  /** Stands before the first fact again. */
  restart(): void {
    this.projection.reset?.();
    Object.assign(this, { position: 0, event: '', state: 'building', failure: null });
  }

  checkpoint(): Checkpoint {
    const { name, version, position, event, failure, fingerprint: text } = this;
    return { name, version, position, event, failure, fingerprint: text };
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
