/**
 * The contract of leases (design.md 7) on any database: at most one holder at a time by the database's clock, and fences
 * that only grow. Each sentence is the name of a test.
 */
import * as fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LeaseTable } from '../../src/operations/lease.js';

const LONG = 3_600;
/** Over at once: what the end of a lease looks like without waiting for it. */
const OVER = 0;

/** @param open the same leases each time: as another process would open them */
export function leasesContract(name: string, open: () => Promise<LeaseTable>): void {
  describe(`${name} keeps the contract of leases`, () => {
    let leases: LeaseTable;
    let count = 0;
    /** A lease that no other test has. */
    let lease: string;
    beforeAll(async () => {
      leases = await open();
    });
    afterAll(() => leases.close());
    beforeEach(() => {
      lease = `lease-${(count += 1)}`;
    });

    it('is taken by the first who asks, with fence 1', async () => {
      expect(await leases.acquire(lease, 'a', LONG)).toBe(1);
      const [standing] = (await leases.list()).filter(({ name: called }) => called === lease);
      expect(standing).toMatchObject({ name: lease, holder: 'a', fence: 1 });
      expect(standing?.secondsLeft).toBeGreaterThan(LONG - 60);
      expect(standing?.secondsLeft).toBeLessThanOrEqual(LONG);
    });

    it('tells the time of the database, in milliseconds', async () => {
      const [before, now] = [Date.now(), await leases.now()];
      // The same machine, as far as this test goes.
      expect(now).toBeGreaterThan(before - 60_000);
      expect(now).toBeLessThan(Date.now() + 60_000);
    });

    it('is given to nobody else while it is held, and not to its holder again', async () => {
      await leases.acquire(lease, 'a', LONG);
      expect(await leases.acquire(lease, 'b', LONG)).toBeUndefined();
      expect(await leases.acquire(lease, 'a', LONG)).toBeUndefined();
    });

    it('is taken with a larger fence once its time is over', async () => {
      await leases.acquire(lease, 'a', 0.05);
      await sleep(100);
      expect(await leases.acquire(lease, 'b', LONG)).toBe(2);
      expect(await leases.renew(lease, 1, LONG)).toBe(false);
      expect(await leases.renew(lease, 2, LONG)).toBe(true);
    });

    it('is kept by who renews it, even late, as long as nobody has taken it', async () => {
      await leases.acquire(lease, 'a', OVER);
      expect(await leases.renew(lease, 1, LONG)).toBe(true);
      expect(await leases.acquire(lease, 'b', LONG)).toBeUndefined();
    });

    it('is free at once when it is given back; giving back what another has changes nothing', async () => {
      await leases.acquire(lease, 'a', LONG);
      await leases.release(lease, 1);
      expect((await leases.list()).find(({ name: called }) => called === lease)?.secondsLeft).toBe(0);
      expect(await leases.acquire(lease, 'b', LONG)).toBe(2);
      await leases.release(lease, 1);
      expect(await leases.acquire(lease, 'c', LONG)).toBeUndefined();
    });

    it('is had by one of many who ask at the same moment, through connections of their own', async () => {
      const others = await Promise.all([1, 2, 3, 4].map(() => open()));
      try {
        const fences = await Promise.all(others.map((table, i) => table.acquire(lease, `p${i}`, LONG)));
        expect(fences.filter((fence) => fence !== undefined)).toEqual([1]);
      } finally {
        await Promise.all(others.map((table) => table.close()));
      }
    });

    it('whatever happens in whatever order, only the last to have got it renews, and what it guards is written in order', async () => {
      let run = 0;
      const step = fc.record({
        who: fc.integer({ min: 0, max: 2 }),
        does: fc.constantFrom('acquire', 'acquire', 'renew', 'release', 'sleep', 'write', 'write'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          await interleaved(leases, `${lease}/${(run += 1)}`, steps);
        }),
        { numRuns: 60 },
      );
    });
  });
}

interface Step {
  readonly who: number;
  readonly does: 'acquire' | 'renew' | 'release' | 'sleep' | 'write';
}

/** Three processes that take, lose and use one lease; beside them the model of what must be. */
async function interleaved(leases: LeaseTable, lease: string, steps: readonly Step[]): Promise<void> {
  /** What each process believes. */
  const believed: (number | undefined)[] = [undefined, undefined, undefined];
  const model = { fence: 0, free: true };
  /** What is guarded remembers the largest fence that wrote to it, and refuses smaller ones. */
  const resource: number[] = [];
  for (const { who, does } of steps) {
    const mine = believed[who];
    if (does === 'acquire') {
      const fence = await leases.acquire(lease, `p${who}`, LONG);
      expect(fence).toBe(model.free ? model.fence + 1 : undefined);
      if (fence === undefined) continue;
      [believed[who], model.fence, model.free] = [fence, fence, false];
      // Who takes over makes its fence known first of all.
      resource.push(fence);
    } else if (mine === undefined) {
      continue;
    } else if (does === 'renew') {
      const kept = await leases.renew(lease, mine, LONG);
      expect(kept).toBe(mine === model.fence);
      if (kept) model.free = false;
      else believed[who] = undefined;
    } else if (does === 'sleep') {
      // So long that its time is over, where it still had it; it does not know that.
      if (await leases.renew(lease, mine, OVER)) model.free = true;
    } else if (does === 'release') {
      await leases.release(lease, mine);
      believed[who] = undefined;
      if (mine === model.fence) model.free = true;
    } else if (mine >= (resource.at(-1) ?? 0)) {
      resource.push(mine);
      // Whoever still may write is the last that got it: two never both may.
      expect(mine).toBe(model.fence);
    }
  }
  expect(resource).toEqual([...resource].sort((a, b) => a - b));
}
