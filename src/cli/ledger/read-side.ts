/** Waits until the read side has what the ledger held when the command began. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectionList } from '../../../projections/projector/projector.controller.js';
import type { ProjectionStatus } from '../../../projections/projector/status.js';
import { progressOf } from '../progress.js';
import type { LedgerDoor } from './ledger-door.js';

const LOOK_FIRST_MS = 10;
const LOOK_LAST_MS = 250;

/**
 * Waits for every projection that is on its way; one that stands still is waited for by nobody. With progress where it
 * takes longer: a read side that was deleted is built anew here.
 */
export async function readSideCaughtUp(door: LedgerDoor): Promise<void> {
  const { head } = await door.get<ProjectionList>('/v1/projections');
  const progress = await progressOf('Read side');
  try {
    for (let pause = LOOK_FIRST_MS; ; pause = Math.min(2 * pause, LOOK_LAST_MS)) {
      const waitsFor = behind(await door.get<ProjectionList>('/v1/projections'), head);
      if (waitsFor.length === 0) return;
      const reached = Math.min(...waitsFor.map(({ position }) => position));
      progress.update(reached, Math.max(head, reached), `${reached} of ${head} facts`);
      await sleep(pause);
    }
  } finally {
    progress.stop();
  }
}

/** Projections on their way that have not reached a position, or do not answer yet because they are built anew. */
function behind({ projections }: ProjectionList, head: number): readonly ProjectionStatus[] {
  const moving = projections.filter(({ state }) => state !== 'failed' && state !== 'stalled');
  return moving.filter(({ position, state }) => position < head || state === 'building');
}
