/** At start: the tree here must extend the last published checkpoint, and what is published must still be in the store. */
import { CompactRange } from '../seal/compact-range.js';
import { parseCheckpoint } from '../seal/checkpoint.js';
import { parseNote } from '../seal/note.js';
import { hashLeaf } from '../seal/merkle.js';
import { decodeBundle, hashesOf, TILE_WIDTH, tileWidth } from '../seal/tile.js';
import { rootOfTiles } from '../seal/tile-tree.js';
import type { EventStore } from '../store/port.js';
import type { CheckpointStream, Published } from './checkpoint-stream.js';
import { diverged } from './recorded.js';
import { lookAgain } from './second-look.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import type { TileFolder } from './tile-folder.js';

const PAGE = 1_024;

/**
 * The last published checkpoint that `seal.db` has leaves for. Throws SealStop where it is no longer in the store, or
 * where the store has one that the tree here has not reached. An empty `seal.db` is no rollback: it is built anew.
 */
export async function belongs(
  db: SealDb,
  stream: CheckpointStream,
  { store, tiles }: { readonly store: EventStore; readonly tiles: TileFolder },
): Promise<PublishedRow | undefined> {
  const { tree } = db.log();
  let last = await stillThere(db, stream);
  if (tree.size === 0) return undefined;
  for await (const next of stream.from((last?.revision ?? -1) + 1)) last = reached(db, tree, next);
  if (last) await mendTiles({ db, store, tiles }, last);
  return last;
}

/** The last checkpoint that `seal.db` has noted. Throws SealStop where it is no longer in the store. */
export async function stillThere(db: SealDb, stream: CheckpointStream): Promise<PublishedRow | undefined> {
  const last = db.lastPublished();
  if (!last || (await stream.at(last.revision))?.note === last.note) return last;
  const message = `rollback detected: the ledger lacks the checkpoint of size ${last.size} that was published from here. An older ledger.db was restored, and facts that were acknowledged are missing.`;
  throw new SealStop('rollback', message);
}

/** A publication that `seal.db` did not live to note. */
function reached(db: SealDb, tree: CompactRange, next: Published): PublishedRow {
  const { size, root } = next.checkpoint;
  if (size > tree.size) {
    const message = `rollback detected: a checkpoint of size ${size} was published, and seal.db has ${tree.size} leaves. It was restored from a backup. Delete seal.db and the folder seal: they are built anew from the facts.`;
    throw new SealStop('rollback', message);
  }
  if (!rootAt(db, tree, size).equals(root)) throw diverged(next);
  const row = { size, revision: next.revision, position: positionOf(db, size), note: next.note };
  db.publish(row);
  return row;
}

function rootAt(db: SealDb, tree: CompactRange, size: number): Buffer {
  if (size === tree.size) return tree.root();
  const range = new CompactRange();
  for (let from = 0; from < size; from += PAGE) {
    for (const { hash } of db.leaves(from, Math.min(size, from + PAGE))) range.append(hash);
  }
  return range.root();
}

/** Store position of the last fact among so many leaves. */
export function positionOf(db: SealDb, size: number): number {
  for (let idx = size - 1; idx >= 0; idx--) {
    const position = db.leaf(idx)?.position;
    if (typeof position === 'number') return position;
  }
  return 0;
}

/** Partial tiles are not flushed: where a power cut took one of them, all are written again from the facts. */
export async function mendTiles(
  looked: { readonly db: SealDb; readonly store: EventStore; readonly tiles: TileFolder },
  { size, note }: PublishedRow,
): Promise<void> {
  const { root } = parseCheckpoint(parseNote(note).text);
  if (rootIs(looked.tiles, size, root)) return;
  const again = await lookAgain(looked, 0, size);
  if (!again.root.equals(root)) {
    throw new SealStop('roots-differ', `the facts no longer give the published root of size ${size}.`);
  }
}

function rootIs(tiles: TileFolder, size: number, root: Buffer): boolean {
  try {
    return rootOfTiles(size, (tile) => tiles.read(tile)).equals(root) && bundleIsWhole(tiles, size);
  } catch {
    return false;
  }
}

/** The last bundle of entries holds the leaves that the last tile has the hashes of. */
function bundleIsWhole(tiles: TileFolder, size: number): boolean {
  const index = Math.floor((size - 1) / TILE_WIDTH);
  const width = tileWidth('entries', index, size);
  const entries = decodeBundle(tiles.read({ level: 'entries', index, width }));
  const hashes = hashesOf(tiles.read({ level: 0, index, width }), { width });
  return hashes.every((hash, i) => entries[i] !== undefined && hashLeaf(entries[i]).equals(hash));
}
