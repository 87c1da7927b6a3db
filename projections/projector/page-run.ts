/** Folds one page of facts into a group of projections that stand at the same position. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { mayPass } from '../tables/read-db.error.js';
import type { PageWriter, ReadDb } from '../tables/read-db.js';
import type { Fold, KeyedFact, Preparation, StreamKey } from './projection.js';
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

/**
 * Folds the page; a projection that meets a poison fact stops in front of it, and the others go on. Throws where the disk
 * fails: then all stand where they stood.
 */
export async function foldPage(run: PageRun, tracks: readonly Track[], facts: readonly LedgerFact[]): Promise<void> {
  const page = await run.keys.keyed(facts);
  const undo = tracks.map((track) => track.mark());
  const poisoned = new Map<Track, Poison>();
  try {
    for (const track of tracks) {
      const poison = await prepare(run, track, page);
      if (poison) fail(track, page[poison.index], poison.error);
    }
    await run.db.page((writer) => {
      for (const track of tracks.filter(({ state }) => state !== 'failed')) {
        const poison = tryFold(writer, track, page);
        if (poison) poisoned.set(track, poison);
        else reach(writer, track, page);
      }
    });
  } catch (error) {
    for (const putBack of undo) putBack();
    throw error;
  }
  for (const [track, poison] of poisoned) await stopBefore(run, track, page, poison);
}

/**
 * Drops one key's rows and folds its facts again, in one transaction: nobody sees the key without them, a kill in between
 * changes nothing, and rows that cannot be folded again stay as they were. The projection stands where it stood.
 */
export async function refoldKey(
  run: PageRun,
  track: Track,
  key: StreamKey,
  facts: readonly LedgerFact[],
): Promise<void> {
  const page = await run.keys.keyed(facts);
  track.projection.reset?.();
  let poison = await prepare(run, track, page);
  await run.db.page((writer) => {
    poison ??= tryFold(writer, track, page, key);
    if (poison) fail(track, page[poison.index], poison.error);
    writer.checkpoint(track.checkpoint());
  });
  track.projection.reset?.();
}

async function prepare(
  { preparation }: PageRun,
  track: Track,
  page: readonly KeyedFact[],
): Promise<Poison | undefined> {
  try {
    await track.projection.prepare?.(page, preparation);
    return undefined;
  } catch (error) {
    if (mayPass(error)) throw error;
    return { error, index: 0 };
  }
}

/** Folds what comes before the poison, prepared anew: what a fold remembers went with the rows that were taken back. */
async function stopBefore(run: PageRun, track: Track, page: readonly KeyedFact[], poison: Poison): Promise<void> {
  const before = page.slice(0, poison.index);
  track.projection.reset?.();
  const unprepared = before.length > 0 && (await prepare(run, track, before));
  await run.db.page((writer) => {
    const folds = !unprepared && !tryFold(writer, track, before);
    fail(track, page[poison.index], poison.error);
    reach(writer, track, folds ? before : []);
  });
}

function reach(writer: PageWriter, track: Track, page: readonly KeyedFact[]): void {
  const last = page[page.length - 1];
  if (last) track.reach(last.fact);
  writer.checkpoint(track.checkpoint());
}

/** @param again the key whose rows are dropped first */
function tryFold(writer: PageWriter, track: Track, page: readonly KeyedFact[], again?: StreamKey): Poison | undefined {
  const { projection } = track;
  const error = writer.attempt(track.version, (rows) => {
    if (again !== undefined) writer.dropKey(projection.tables, track.version, again);
    for (let index = 0; index < page.length; index++) {
      const { fact, key } = page[index] as KeyedFact;
      try {
        projection.every?.(fact, rows);
        (projection.on[fact.type] as Fold | undefined)?.(fact, key, rows);
      } catch (cause) {
        if (mayPass(cause)) throw cause;
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
