/**
 * The contract of `transact` (design.md 4) on any event store: each sentence is the name of a test, and it holds on every
 * adapter. Beside `store.contract.ts`, which proves what the store itself promises.
 */
import type { Opened } from './store/kit.js';
import { decidingContract } from './transact/deciding.js';
import { idempotenceContract } from './transact/idempotence.js';
import { World } from './transact/kit.js';
import { outcomesContract } from './transact/outcomes.js';
import { recordingContract } from './transact/recording.js';
import { unitsContract } from './transact/units.js';

/** @param open makes an empty store; called once per test */
export function transactContract(name: string, open: () => Promise<Opened>): void {
  describe(`transact on ${name}`, () => {
    let current: World;
    const world = (): World => current;
    beforeEach(async () => {
      current = new World(await open());
    });
    afterEach(() => current.end());

    idempotenceContract(world);
    outcomesContract(world);
    decidingContract(world);
    unitsContract(world);
    recordingContract(world);
  });
}
