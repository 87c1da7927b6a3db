/**
 * Takes leaves back that were made here and never published: another process has sealed since, and its checkpoints decide
 * which leaf stands where.
 */
import { CompactRange } from '../seal/compact-range.js';
import { parseSpecial } from '../seal/special-leaves.js';
import type { EventStore } from '../store/port.js';
import { SEAL_CATEGORY } from './checkpoint-stream.js';
import { leafOfEvent } from './event-leaf.js';
import type { Head, PublishedRow, SealDb } from './seal-db.js';
import type { Opened } from './sealer-parts.js';
import type { TileFolder } from './tile-folder.js';
import { tileNodes } from './tile-nodes.js';

const PAGE = 1_024;

export interface CutParts {
  readonly store: EventStore;
  readonly tiles: TileFolder;
}

/** @param last the last checkpoint that `seal.db` knows; the tree goes back to it */
export async function cutBack(
  { db, sequencer }: Opened,
  { store, tiles }: CutParts,
  last: PublishedRow | undefined,
): Promise<void> {
  const size = last?.size ?? 0;
  if (sequencer.tree.size === size) return;
  const firsts = await firstTaken(db, sequencer.position, { store, last });
  const heads = new Map<string, Head | undefined>();
  for (const [stream, revision] of firsts) heads.set(stream, await headBefore(db, store, stream, revision));
  const to = { tree: treeAt(tiles, size), position: last?.position ?? 0, heads };
  db.cut().to(to);
  sequencer.goBack(to.tree, to.position);
}

/** Of each stream with leaves behind the checkpoint, the first revision there. */
async function firstTaken(
  db: SealDb,
  until: number,
  { store, last }: { readonly store: EventStore; readonly last: PublishedRow | undefined },
): Promise<ReadonlyMap<string, number>> {
  const firsts = new Map<string, number>();
  for (const { entry } of db.specialsFrom(last?.size ?? 0)) {
    const leaf = parseSpecial(entry);
    if (leaf?.typ === 'dcl.gap') firsts.set(leaf.sid, leaf.from);
  }
  for (let after = last?.position ?? 0; after < until;) {
    const page = await store.readAll(after, PAGE);
    for (const { stream, revision, position } of page) {
      const isTaken = position <= until && !stream.startsWith(`${SEAL_CATEGORY}-`);
      if (isTaken) firsts.set(stream, Math.min(revision, firsts.get(stream) ?? revision));
    }
    after = page.at(-1)?.position ?? until;
  }
  return firsts;
}

async function headBefore(db: SealDb, store: EventStore, stream: string, first: number): Promise<Head | undefined> {
  if (first === 0) return undefined;
  const [event] = await store.readStream(stream, first - 1, 1);
  const idx = event && db.indexOf(event.id);
  if (!event || idx === undefined) throw new Error(`${stream}@${first - 1} is not where it was sealed`);
  return { rev: first - 1, leaf: leafOfEvent(event).hash.toString('base64url'), idx };
}

/** The tree with so many leaves, from its tiles: they are there for every published checkpoint. */
function treeAt(tiles: TileFolder, size: number): CompactRange {
  const node = tileNodes(tiles, size, size);
  const nodes: Buffer[] = [];
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) nodes.push(node(level, rest - 1));
  }
  return CompactRange.from(size, nodes);
}
