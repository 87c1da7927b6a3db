/**
 * Before anything is signed: the new events are read from the store again, their leaves are made again and compared with
 * those of the first look, and tiles are written from them, whose root must be the one of the first look. A flipped bit
 * that gets into a signed tree can never be taken out again (Yeti 2022, proofs/design.md 0.9).
 */
import { hashLeaf } from '../seal/merkle.js';
import { TILE_WIDTH } from '../seal/tile.js';
import { rootOfTiles } from '../seal/tile-tree.js';
import type { EventStore, StoredEvent } from '../store/port.js';
import { readFrom } from '../store/streams.js';
import { leafOfEvent } from './event-leaf.js';
import { SEAL_CATEGORY } from './checkpoint-stream.js';
import type { LeafRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import { TileWriter, type TileFolder } from './tile-folder.js';

/** Leaves read and checked between two turns of the event loop: some 15 ms. */
const PAGE = 2_048;

export interface Looked {
  readonly db: SealDb;
  readonly store: EventStore;
  readonly tiles: TileFolder;
}

export interface SecondLook {
  /** The root of the tree's tiles. */
  readonly root: Buffer;
  /** Milliseconds that it kept other work waiting: the store's own waits apart. */
  readonly busy: number;
}

/** Extends the tiles of `oldSize` leaves to `newSize`. Throws SealStop when a leaf is not what it was. */
export async function lookAgain(looked: Looked, oldSize: number, newSize: number): Promise<SecondLook> {
  const begin = Math.floor(oldSize / TILE_WIDTH) * TILE_WIDTH;
  const writer = new TileWriter(looked.tiles, begin);
  let busy = 0;
  for (let from = begin; from < newSize; from += PAGE) {
    const rows = looked.db.leaves(from, Math.min(newSize, from + PAGE));
    const events = await eventsOf(looked.store, rows);
    const start = performance.now();
    for (const row of rows) addAgain(looked.db, writer, row, events);
    busy += performance.now() - start;
  }
  const start = performance.now();
  writer.finish();
  const root = rootOfTiles(newSize, (tile) => looked.tiles.read(tile));
  busy += performance.now() - start;
  await looked.tiles.flush();
  return { root, busy };
}

function addAgain(db: SealDb, writer: TileWriter, row: LeafRow, events: ReadonlyMap<number, StoredEvent>): void {
  const special = row.position === null ? db.special(row.idx) : undefined;
  const event = row.position === null ? undefined : events.get(row.position);
  const leaf = event ? leafOfEvent(event) : { entry: special ?? '', hash: hashLeaf(special ?? '') };
  if (!leaf.hash.equals(row.hash)) {
    const where = event ? `${event.stream}@${event.revision}` : `leaf ${row.idx}`;
    throw new SealStop('changed-before-signing', `${where} is not what it was a moment ago; nothing was signed.`);
  }
  writer.add(leaf.hash, leaf.entry);
}

/** The events of some leaves, by position. */
async function eventsOf(store: EventStore, rows: readonly LeafRow[]): Promise<ReadonlyMap<number, StoredEvent>> {
  const positions = rows.flatMap(({ position }) => (position === null ? [] : [position]));
  const events = new Map<number, StoredEvent>();
  const last = positions[positions.length - 1] ?? 0;
  for (let after = 0; after < last;) {
    const page = await (after === 0 ? readFrom(store, positions[0] ?? 1, PAGE) : store.readAll(after, PAGE));
    if (page.length === 0) break;
    for (const event of page) {
      if (!event.stream.startsWith(`${SEAL_CATEGORY}-`)) events.set(event.position, event);
    }
    after = (page[page.length - 1] as StoredEvent).position;
  }
  return events;
}
