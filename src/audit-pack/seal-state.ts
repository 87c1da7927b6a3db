/** The sealed state that a pack proves: the newest map of heads, or one made for it. */
import { Problem } from '../http/problem.js';
import { newestHeads, type SealedHeads } from '../sealer/sealed-heads.js';
import type { SealDb } from '../sealer/seal-db.js';
import type { Sealer } from '../sealer/sealer.js';

export interface SealState {
  readonly db: SealDb;
  readonly heads: SealedHeads;
  /** Leaves of the newest checkpoint: tiles are as they stand for it. */
  readonly grown: number;
}

/**
 * @param fresh whether everything recorded so far is sealed first; it also is where there is no map of heads yet
 * @throws Problem 503 where the sealer has stopped
 */
export async function sealState(sealer: Sealer, fresh: boolean): Promise<SealState> {
  await sealer.open();
  if (fresh || !newestHeads(sealer)) {
    if (!(await sealer.sealNow({ heads: true }))) throw notSealing(sealer);
  }
  const { db, published } = sealer;
  const heads = newestHeads(sealer);
  if (!db || !published) throw notSealing(sealer);
  if (!heads) throw Problem.of(404, 'nothing-sealed', 'There is no fact to prove yet.');
  return { db, heads, grown: published.size };
}

function notSealing({ stopped }: Sealer): Problem {
  const why = stopped?.message ?? 'The ledger could not be sealed now; the log of the server says why.';
  return Problem.of(503, 'seal-stopped', why);
}
