/**
 * What another process has sealed is taken over: facts get their leaves up to the last checkpoint in the store, the tiles
 * are made from them, and must have its root. So each process has its own `seal.db`, and they share nothing but the store.
 */
import { positionOf } from './belongs.js';
import type { CheckpointStream, Published } from './checkpoint-stream.js';
import { cutBack, type CutParts } from './cut-back.js';
import type { Publisher } from './publisher.js';
import { diverged, Recorded } from './recorded.js';
import { lookAgain } from './second-look.js';
import type { Opened } from './sealer-parts.js';

const PAGE = 1_024;
/** Leaves taken before their tiles are made and their checkpoints noted: what a crash makes anew. */
const LEAVES_MAX = 16_384;

export interface AdoptParts extends CutParts {
  readonly stream: CheckpointStream;
  readonly publisher: Publisher;
}

/**
 * Goes on from the last checkpoint that is known here; what was made here behind it and not published is taken back. A
 * store that does not show the facts yet is asked again at the next call. Throws SealStop where they give another root.
 */
export async function adopt(opened: Opened, parts: AdoptParts): Promise<void> {
  const { store, stream, publisher } = parts;
  const { sequencer } = opened;
  const after = publisher.last?.revision ?? -1;
  sequencer.recorded = new Recorded(stream.from(after + 1));
  if (!(await sequencer.recorded.pending())) return;
  await cutBack(opened, parts, publisher.last);
  let met: Published[] = [];
  while (await sequencer.recorded.pending()) {
    const page = await store.readAll(sequencer.position, PAGE);
    if (page.length === 0) break;
    await sequencer.takePublished(page, (publication) => met.push(publication));
    if (sequencer.tree.size - (publisher.last?.size ?? 0) < LEAVES_MAX) continue;
    await settle(opened, parts, met);
    met = [];
  }
  await settle(opened, parts, met);
}

/** Tiles first: whoever is told of a checkpoint may ask for a proof under it. */
async function settle(
  { db }: Opened,
  { store, tiles, publisher }: AdoptParts,
  met: readonly Published[],
): Promise<void> {
  const newest = met.at(-1);
  if (!newest) return;
  const { root } = await lookAgain({ db, store, tiles }, publisher.last?.size ?? 0, newest.checkpoint.size);
  if (!root.equals(newest.checkpoint.root)) throw diverged(newest);
  for (const { note, revision, checkpoint } of met) {
    publisher.mark(db, { size: checkpoint.size, revision, note, position: positionOf(db, checkpoint.size) });
  }
}
