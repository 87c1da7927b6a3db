/** The read side follows the ledger: at once, or, where many processes share it, in the one that has the lease. */
import { LanedProjector } from '../projections/projector/laned-projector.js';
import { SharedProjector } from '../projections/projector/shared-projector.js';
import { makeFences } from './operations/page-fence.js';
import type { Runtime } from './runtime.js';

/** Resolves once this process folds, or waits for its turn. Throws where the leases cannot be had. */
export async function followReadSide(runtime: Pick<Runtime, 'projector' | 'roles' | 'config'>): Promise<void> {
  const { projector, roles, config } = runtime;
  projector.start();
  if (!(projector instanceof SharedProjector) || !roles.has('projector')) return;
  await makeFences(config.readDb);
  if (projector instanceof LanedProjector) {
    const { lanes } = projector;
    return roles.startLanes(async (lane, { signal }) => (await lanes[lane]?.lead(signal)) ?? false);
  }
  await roles.start('projector', (term) => projector.lead(term.signal));
}
