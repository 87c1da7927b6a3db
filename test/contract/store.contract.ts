/**
 * The contract of the event-store port (design.md 4): each sentence is the name of a test, and every adapter passes all.
 *
 * A spec of an adapter calls `storeContract` and adds what is its own.
 */
import { failingContract } from './store/failing.js';
import { followingContract } from './store/following.js';
import type { Opened, Traits } from './store/kit.js';
import { modelContract } from './store/model.js';
import { readingContract } from './store/reading.js';
import { writingContract } from './store/writing.js';

export type { Opened, Traits } from './store/kit.js';

/**
 * @param open makes an empty store (or one in which new streams are free); called once per test
 * @param traits what the adapter cannot give, and why its spec says so
 */
export function storeContract(name: string, open: () => Promise<Opened>, traits: Partial<Traits> = {}): void {
  const all: Traits = { appendBoundaries: true, durable: true, knowsIds: true, tellsRepeats: true, ...traits };
  describe(`${name} keeps the contract of the event store`, () => {
    let current: Opened;
    const opened = (): Opened => current;
    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current.cleanup());

    writingContract(opened, all);
    failingContract(opened, all);
    readingContract(opened, all);
    followingContract(opened, all);
    modelContract(opened, all);
  });
}
