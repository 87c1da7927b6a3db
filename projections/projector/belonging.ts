/**
 * Whether read tables belong to the ledger beside them. A ledger that was restored from a backup, or swapped, has other
 * facts, or none, at positions that were folded: rows of such facts would be shown for ever, and what is recorded at
 * those positions from now on would never be folded.
 */
import type { EventStore } from '../../src/store/port.js';
import type { Checkpoint, ReadDb } from '../tables/read-db.js';

/** Why a checkpoint does not stand at a fact of this ledger; undefined where it does. Names nobody. */
export async function strangeness(store: EventStore, { position, event }: Checkpoint): Promise<string | undefined> {
  if (position === 0) return undefined;
  const found = await store.eventAt(position);
  if (found?.id === event) return undefined;
  if (event === '') return `it stands at position ${position}, but was written before checkpoints named their fact`;
  const head = await store.head();
  if (head < position) return `it stands at position ${position}, but the ledger ends at ${head}`;
  return `it stands at position ${position}, where the ledger has another fact`;
}

export interface Stranger {
  readonly checkpoint: Checkpoint;
  /** `balances v1: it stands at position 120, but the ledger ends at 100`. */
  readonly reason: string;
}

/** The checkpoints that do not belong to this ledger. */
export async function strangers(store: EventStore, checkpoints: readonly Checkpoint[]): Promise<readonly Stranger[]> {
  const found: Stranger[] = [];
  for (const checkpoint of checkpoints) {
    const why = await strangeness(store, checkpoint);
    const { name, version } = checkpoint;
    if (why !== undefined) found.push({ checkpoint, reason: `${name} v${version}: ${why}` });
  }
  return found;
}

/** Checkpoints at facts of this ledger. The tables of all others are dropped, to be folded from the first fact; why, in words. */
export async function ownCheckpoints(
  store: EventStore,
  db: ReadDb,
): Promise<{ readonly known: readonly Checkpoint[]; readonly dropped: readonly string[] }> {
  const all = await db.checkpoints();
  const strange = await strangers(store, all);
  for (const { checkpoint } of strange) await db.discard(checkpoint);
  const known = all.filter((each) => !strange.some(({ checkpoint }) => checkpoint === each));
  return { known, dropped: strange.map(({ reason }) => reason) };
}
