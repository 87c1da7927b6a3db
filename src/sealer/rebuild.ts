/** After a loss of `seal.db`: leaves are taken again for everything that was published already. */
import type { EventStore } from '../store/port.js';
import { positionOf } from './belongs.js';
import type { Publisher } from './publisher.js';
import type { Recorded } from './recorded.js';
import { lookAgain } from './second-look.js';
import { SealStop } from './seal-stop.js';
import type { Opened } from './sealer-parts.js';
import type { TileFolder } from './tile-folder.js';

const PAGE = 1_024;

export interface RebuildParts {
  readonly store: EventStore;
  readonly tiles: TileFolder;
  /** What was published and has no leaves here yet. */
  readonly recorded: Recorded;
  readonly publisher: Publisher;
}

/** Throws SealStop where the facts no longer give what was published. */
export async function rebuild({ db, sequencer }: Opened, parts: RebuildParts): Promise<void> {
  const { store, tiles, recorded, publisher } = parts;
  while (await recorded.pending()) {
    const page = await store.readAll(sequencer.position, PAGE);
    if (page.length === 0) {
      const message =
        'facts that a published checkpoint covers are no longer in the ledger: an older one was restored.';
      throw new SealStop('rollback', message);
    }
    if (await sequencer.take(page)) throw new SealStop('rollback', 'facts that were sealed are missing.');
    const { last } = recorded;
    if (last && last.revision !== publisher.last?.revision) {
      const { size } = last.checkpoint;
      publisher.mark(db, { ...last, size, position: positionOf(db, size) });
    }
  }
  if (recorded.last) {
    const { root } = await lookAgain({ db, store, tiles }, 0, publisher.last?.size ?? 0);
    if (!root.equals(recorded.last.checkpoint.root)) throw new SealStop('roots-differ', 'the rebuilt tiles differ.');
  }
}
