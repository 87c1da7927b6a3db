/** Opens `seal.db`, holds it against what was published, and builds anew what is lost of it. */
import { join } from 'node:path';
import { adopt } from './adopt.js';
import { belongs, mendTiles, stillThere } from './belongs.js';
import type { CheckpointStream } from './checkpoint-stream.js';
import type { Publisher } from './publisher.js';
import { rebuild } from './rebuild.js';
import { Recorded } from './recorded.js';
import { SealDb } from './seal-db.js';
import type { Opened, SealerParts } from './sealer-parts.js';
import { Sequencer } from './sequencer.js';
import type { TileFolder } from './tile-folder.js';

export interface SealRoom {
  readonly publisher: Publisher;
  readonly stream: CheckpointStream;
  readonly tiles: TileFolder;
}

/** Throws SealStop where it is not the seal of this ledger. @param begin the rest, before anybody sees it open */
export async function openSeal(
  { folder, origin, store, keys, shared = false }: SealerParts,
  { publisher, stream, tiles }: SealRoom,
  begin: (opened: Opened) => Promise<void>,
): Promise<Opened> {
  await keys.refresh();
  const db = SealDb.open(join(folder, 'seal.db'), origin);
  try {
    // Where others seal too, a checkpoint that is not known here is no rollback: it is taken over.
    publisher.last = shared ? await stillThere(db, stream) : await belongs(db, stream, { store, tiles });
    const recorded = new Recorded(stream.from((publisher.last?.revision ?? -1) + 1));
    const opened = { db, sequencer: new Sequencer(db, recorded) };
    if (!shared) await rebuild(opened, { store, tiles, recorded, publisher });
    else if (publisher.last) await mendTiles({ db, store, tiles }, publisher.last);
    if (shared) await adopt(opened, { store, tiles, stream, publisher });
    await begin(opened);
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}
