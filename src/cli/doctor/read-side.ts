/** Whether the read tables are of this ledger: of facts that it has, at the positions where it has them. */
import { strangers } from '../../../projections/projector/belonging.js';
import type { Runtime } from '../../runtime.js';
import { fail, ok, warn, type Finding } from './finding.js';

const CHECK = 'Read side';
/** Opening puts it right, so a start is all it takes. */
const REOPEN = 'Start the ledger anew: such tables are dropped when it opens, and folded again from the first fact.';
const RESTORED =
  'Nothing to do for the tables. If ledger.db was restored from a backup, what was recorded after that backup is gone.';

export async function checkReadSide({ store, readDb, projector }: Runtime): Promise<Finding> {
  const checkpoints = await readDb.checkpoints();
  const strange = await strangers(store, checkpoints);
  if (strange.length > 0) {
    return fail(CHECK, `not of this ledger: ${strange.map(({ reason }) => reason).join('; ')}`, REOPEN);
  }
  const { dropped } = projector;
  if (dropped.length > 0) return warn(CHECK, `built anew at the last opening: ${dropped.join('; ')}`, RESTORED);
  return ok(CHECK, `${checkpoints.length} checkpoints stand at facts of this ledger`);
}
