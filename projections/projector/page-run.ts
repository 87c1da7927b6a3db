/** Folds one page of facts into a group of projections that stand at the same position. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { PageWriter, ReadDb } from '../tables/read-db.js';
import type { Fold, KeyedFact, Preparation } from './projection.js';
import type { StreamKeys } from './stream-keys.js';
import type { Track } from './track.js';

interface Poison {
  readonly error: unknown;
  readonly index: number;
}

/** Raised inside a page to say which fact could not be folded. */
class FoldError extends Error {
  constructor(readonly poison: Poison) {
    super(String(poison.error));
  }
}

export interface PageRun {
  readonly db: ReadDb;
  readonly keys: StreamKeys;
  readonly preparation: Preparation;
}

/** Folds the page; a projection that meets a poison fact stops in front of it, and the others go on. */
export async function foldPage(run: PageRun, tracks: readonly Track[], facts: readonly LedgerFact[]): Promise<void> {
  const page = await run.keys.keyed(facts);
  for (const track of tracks) await prepare(run, track, page);
  await run.db.page((writer) => {
    for (const track of tracks) if (track.state !== 'failed') foldTrack(writer, track, page);
  });
}

async function prepare({ preparation }: PageRun, track: Track, page: readonly KeyedFact[]): Promise<void> {
  try {
    await track.projection.prepare?.(page, preparation);
  } catch (error) {
    fail(track, page[0], error);
  }
}

function foldTrack(writer: PageWriter, track: Track, page: readonly KeyedFact[]): void {
  const poison = tryFold(writer, track, page);
  if (poison === undefined) {
    track.position = page[page.length - 1]?.fact.position ?? track.position;
  } else {
    track.projection.reset?.();
    const before = page.slice(0, poison.index);
    const again = tryFold(writer, track, before);
    const reached = before[before.length - 1]?.fact.position;
    if (again === undefined && reached !== undefined) track.position = reached;
    fail(track, page[poison.index], poison.error);
  }
  writer.checkpoint(track.checkpoint());
}

function tryFold(writer: PageWriter, track: Track, page: readonly KeyedFact[]): Poison | undefined {
  const { projection } = track;
  const error = writer.attempt(track.version, (rows) => {
    for (let index = 0; index < page.length; index++) {
      const { fact, key } = page[index] as KeyedFact;
      try {
        projection.every?.(fact, rows);
        (projection.on[fact.type] as Fold | undefined)?.(fact, key, rows);
      } catch (cause) {
        throw new FoldError({ error: cause, index });
      }
    }
    projection.finish?.(rows);
  });
  if (error === undefined) return undefined;
  return error instanceof FoldError ? error.poison : { error, index: Math.max(page.length - 1, 0) };
}

function fail(track: Track, at: KeyedFact | undefined, error: unknown): void {
  track.state = 'failed';
  const reason = error instanceof Error ? error.message : String(error);
  const where = at ? `${at.fact.type} ${at.fact.stream}@${at.fact.revision}` : 'an empty page';
  track.failure = {
    event: at?.fact.id ?? '',
    position: at?.fact.position ?? 0,
    message: `${where}: ${reason}`,
  };
}
