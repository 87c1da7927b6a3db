/** `quittance projection rebuild`: drops rows, waits until they are folded again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectionList } from '../../../projections/projector/projector.controller.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';
import { caseCalled } from '../ledger/references.js';
import { progressOf } from '../progress.js';
import { statusLines } from './projection-status.js';

const LOOK_MS = 100;

export interface RebuildOptions {
  readonly all?: boolean;
  readonly case?: string;
  readonly portfolio?: string;
}

export async function projectionRebuild(cli: Cli, name: string | undefined, options: RebuildOptions): Promise<void> {
  if ((name === undefined) === (options.all !== true)) {
    throw new CliError(EXIT.usage, "Name one projection, or say --all. 'quittance projection status' lists them.");
  }
  await withLedger(cli, { what: 'projection rebuild' }, async (door) => {
    const { head, projections } = await door.get<ProjectionList>('/v1/projections');
    const names = name === undefined ? projections.map((projection) => projection.name) : [name];
    const id = options.case === undefined ? undefined : await caseCalled(door, options.case, options.portfolio);
    for (const item of names) {
      await door.post(`/v1/projections/${encodeURIComponent(item)}/rebuilds`, { case: id });
    }
    const list = await untilLive(door, names, head);
    await cli.out.answer(list, () => statusLines(list, cli.lang));
  });
}

/** Follows the rebuilt projections until they answer again from where the ledger was when they were dropped. */
async function untilLive(door: LedgerDoor, names: readonly string[], head: number): Promise<ProjectionList> {
  const progress = await progressOf(names.length === 1 ? `Rebuilding ${names[0]}` : 'Rebuilding');
  try {
    for (;;) {
      const list = await door.get<ProjectionList>('/v1/projections');
      const own = list.projections.filter((projection) => names.includes(projection.name));
      const failed = own.find(({ state }) => state === 'failed');
      if (failed) {
        const message = `The projection '${failed.name}' stands still: ${failed.failure?.message ?? 'it met a fact that it cannot fold'}.`;
        throw new CliError(EXIT.fault, message);
      }
      const reached = Math.min(...own.map(({ position }) => position));
      if (reached >= head && own.every(({ state }) => state !== 'building')) return list;
      progress.update(reached, head, `${reached} of ${head} facts`);
      await sleep(LOOK_MS);
    }
  } finally {
    progress.stop();
  }
}
