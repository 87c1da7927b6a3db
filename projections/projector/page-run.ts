/** Folds one page of facts into a group of projections that stand at the same position. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { mayPass, RowsRefused } from '../tables/read-db.error.js';
import type { PageWriter, ReadDb } from '../tables/read-db.js';
import { foldOf, type KeyedFact, type Preparation, type StreamKey } from './projection.js';
import type { StreamKeys } from './stream-keys.js';
import type { Place, Track } from './track.js';

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

/** Does the work of folding facts into so many projections, for who wants to follow it. */
export type PageWatch = (facts: readonly LedgerFact[], projections: number, work: () => Promise<void>) => Promise<void>;

/**
 * Folds the page; a projection that meets a poison fact stops in front of it, and the others go on. Throws where the disk
 * fails: then all stand where they stood.
 * @param end last fact of the page, which need not be one that they take
 */
export async function foldPage(
  run: PageRun,
  tracks: readonly Track[],
  facts: readonly LedgerFact[],
  end: Place,
): Promise<void> {
  await foldKeyed(run, tracks, await run.keys.keyed(facts), end);
}

async function foldKeyed(
  run: PageRun,
  tracks: readonly Track[],
  page: readonly KeyedFact[],
  end: Place,
): Promise<void> {
  const running = tracks.filter(({ state }) => state !== 'failed');
  const folding: Track[] = [];
  try {
    await tryPage(run, running, { page, end }, folding);
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    const middle = Math.ceil(page.length / 2);
    if (page.length > 1) {
      // Which fact's rows they were, halves find out.
      await foldKeyed(run, running, page.slice(0, middle), (page[middle - 1] as KeyedFact).fact);
      await foldKeyed(run, running, page.slice(middle), end);
      return;
    }
    const refused = folding[error.attempt] as Track;
    await stopBefore(run, refused, refused.own(page), { error, index: 0 });
    await foldKeyed(run, running, page, end);
  }
}

/** All of the page, or nothing of it. @param folding those that were folded, in order: filled on the way */
async function tryPage(
  run: PageRun,
  tracks: readonly Track[],
  { page, end }: { readonly page: readonly KeyedFact[]; readonly end: Place },
  folding: Track[],
): Promise<void> {
  const undo = tracks.map((track) => track.mark());
  const poisoned = new Map<Track, Poison>();
  try {
    for (const track of tracks) {
      const poison = await prepare(run, track, track.own(page));
      if (poison) fail(track, track.own(page)[poison.index], poison.error);
    }
    await run.db.page((writer) => {
      for (const track of tracks.filter(({ state }) => state !== 'failed')) {
        folding.push(track);
        const poison = tryFold(writer, track, track.own(page));
        if (poison) poisoned.set(track, poison);
        else reach(writer, track, end);
      }
    });
  } catch (error) {
    for (const putBack of undo) putBack();
    throw error;
  }
  for (const [track, poison] of poisoned) await stopBefore(run, track, track.own(page), poison);
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
  const write = (): Promise<void> =>
    run.db.page((writer) => {
      poison ??= tryFold(writer, track, page, key);
      if (poison) fail(track, page[poison.index], poison.error);
      writer.checkpoint(track.checkpoint());
    });
  try {
    await write();
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    poison = { error, index: Math.max(page.length - 1, 0) };
    await write();
  }
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
  const putBack = track.mark();
  const stop = (writer: PageWriter, reached: readonly KeyedFact[]): void => {
    fail(track, page[poison.index], poison.error);
    reach(writer, track, reached[reached.length - 1]?.fact);
  };
  try {
    await run.db.page((writer) => stop(writer, !unprepared && !tryFold(writer, track, before) ? before : []));
  } catch (error) {
    putBack();
    if (!(error instanceof RowsRefused)) throw error;
    await run.db.page((writer) => stop(writer, []));
  }
}

function reach(writer: PageWriter, track: Track, last: Place | undefined): void {
  if (last) track.reach(last);
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
        foldOf(projection.on, fact.type)?.(fact, key, rows);
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
