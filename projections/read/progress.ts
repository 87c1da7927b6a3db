/** How far the read tables are, and which versions answer: known by who writes them, or read from the database. */

export interface Progress {
  /** Changes whenever whole tables were dropped: what was read meanwhile may lack rows. */
  readonly rebuilds: number;
  /** Whether no table was dropped since `rebuilds` had this value. */
  unchanged(rebuilds: number): Promise<boolean>;
  /** The version whose tables answer queries. */
  served(name: string): number;
  /** Position that a projection has reached which cannot answer yet; undefined where it can. */
  unready(name: string): number | undefined;
  /** The smallest position that all projections, or the named ones, have reached. */
  position(names?: readonly string[]): number;
  /** Waits until the named projections have reached a position. False: not within `ms`, or one stands still. */
  reached(position: number, ms: number, names?: readonly string[]): Promise<boolean>;
}
