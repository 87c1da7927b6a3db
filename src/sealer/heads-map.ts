/** The map of heads: the root over the last leaf of every stream, sorted by stream. Nothing else proves a case complete. */
import { setImmediate as turn } from 'node:timers/promises';
import { hashLeaf } from '../seal/merkle.js';
import { headEntry } from '../seal/special-leaves.js';
import { HeadBlocksMaker, keepBlocks } from './head-blocks.js';
import type { SealDb } from './seal-db.js';

/** Streams taken between two turns of the event loop: about 3 ms. */
const PAGE = 1_000;

export interface HeadsRoot {
  readonly streams: number;
  /** base64url. */
  readonly root: string;
}

/** The root over all heads as they stand; nobody may change them meanwhile. Its blocks are kept for those who prove heads. */
export async function headsRoot(db: SealDb): Promise<HeadsRoot> {
  const maker = new HeadBlocksMaker();
  for (let after = ''; ;) {
    const page = db.headsAfter(after, PAGE);
    for (const { sid, rev, leaf } of page) maker.add(sid, hashLeaf(headEntry(sid, rev, leaf)));
    if (page.length < PAGE) break;
    after = page[page.length - 1]?.sid ?? after;
    await turn();
  }
  const blocks = maker.done();
  keepBlocks(db, blocks);
  return { streams: blocks.size, root: blocks.root };
}
