/** Where the projections stand: what has been reached, by all or by some, and which version answers. */
import { EventEmitter, once } from 'node:events';
import type { Progress } from '../read/progress.js';
import type { Checkpoint } from '../tables/read-db.js';
import { fingerprint } from '../tables/table.js';
import type { Lane } from './lane.js';
import type { Projection } from './projection.js';
import { Track } from './track.js';

export class Standing implements Progress {
  readonly tracks: Track[] = [];
  /** Old versions that answer queries until the new one has caught up. */
  readonly retiring = new Map<string, Checkpoint>();
  /** How many times rows of a whole projection were dropped: what was read meanwhile may lack some. */
  rebuilds = 0;
  /** Whether many processes share the tables. */
  readonly shared: boolean = false;
  /** Whether this process folds: one that does not cannot build anything anew. */
  writes = true;
  /** What ended the follower last; it tries again, and what it is then able to fold clears this. */
  protected crash: unknown;
  private readonly moved = new EventEmitter().setMaxListeners(0);

  /** The smallest position of the tables that answer for all projections (or the named ones). */
  position(names?: readonly string[]): number {
    const tracks = this.tracks.filter((track) => !names || names.includes(track.name));
    return this.leastOf(tracks.map((track) => this.answering(track) ?? track));
  }

  protected leastOf(tracks: readonly Pick<Track, 'position'>[]): number {
    return tracks.reduce((least, track) => Math.min(least, track.position), Number.MAX_SAFE_INTEGER);
  }

  /** Waits until the named projections have reached a position. False: not within `ms`, or one stands still. */
  async reached(position: number, ms: number, names?: readonly string[]): Promise<boolean> {
    const deadline = AbortSignal.timeout(ms);
    while (this.position(names) < position) {
      if (this.isStuck(names) || this.crash !== undefined || deadline.aborted) return false;
      await once(this.moved, 'moved', { signal: deadline }).catch(() => undefined);
    }
    return true;
  }

  trackOf(name: string): Track {
    const track = this.tracks.find((t) => t.name === name);
    if (!track) throw new Error(`there is no projection '${name}'`);
    return track;
  }

  /** The version whose tables answer queries: this program's, or the one before while this one is being built. */
  served(name: string): number {
    const track = this.trackOf(name);
    return (this.answering(track) ?? track).version;
  }

  unready(name: string): number | undefined {
    const track = this.trackOf(name);
    return track.state === 'building' && !this.answering(track) ? track.position : undefined;
  }

  /**
   * Another version, whole and with tables of the same shape, that answers while this program's is being built: the one
   * before; or, in a process that is not upgraded yet, the one after.
   */
  private answering({ name, state, projection }: Track): Checkpoint | undefined {
    const other = state === 'building' ? this.retiring.get(name) : undefined;
    return other?.built && other.fingerprint === fingerprint(projection.tables) ? other : undefined;
  }

  unchanged(rebuilds: number): Promise<boolean> {
    return Promise.resolve(this.rebuilds === rebuilds);
  }

  /** The track of a projection, before its first fact. */
  protected freshTrack(projection: Projection, lane?: Lane): Track {
    let track = this.tracks.find(({ name }) => name === projection.name);
    if (track) track.restart();
    else this.tracks.push((track = new Track(projection, lane)));
    return track;
  }

  /** Those that have not met a fact which they could not fold. */
  protected runningTracks(): Track[] {
    return this.tracks.filter((track) => track.state !== 'failed');
  }

  /** Whether one of them, or of all, met a fact that it could not fold. */
  protected isStuck(names?: readonly string[]): boolean {
    return this.tracks.some((t) => t.state === 'failed' && (!names || names.includes(t.name)));
  }

  /** Tells those who wait that something may have been reached. */
  protected tell(): void {
    this.moved.emit('moved');
  }
}
