/** A pack that waits for the process that seals: not for ever, and not once nobody wants it or this process seals. */
import { Lease } from '../sealer/lease.fixture.js';
import { SealDesk } from '../sealer/seal-desk.fixture.js';
import { newestHeads } from '../sealer/sealed-heads.js';
import type { Sealer } from '../sealer/sealer.js';
import { laterState, sealState } from './seal-state.js';

/** A sealer that follows another process, which has published no map of heads yet. */
function follower() {
  const asked: string[] = [];
  return {
    asked,
    seals: 'elsewhere' as Sealer['seals'],
    open: async () => true,
    sealNow: async () => {
      asked.push('sealNow');
      return false;
    },
  };
}
const asSealer = (sealer: object): Sealer => sealer as Sealer;

describe('a process that does not seal', () => {
  it('waits no longer once the work is cancelled', async () => {
    const cancelled = new Error('cancelled');
    const proceed = (): void => {
      throw cancelled;
    };
    await expect(sealState(asSealer(follower()), false, proceed)).rejects.toBe(cancelled);
  });

  it('seals itself where it took over meanwhile', async () => {
    const sealer = follower();
    const proceed = (): void => void (sealer.seals = 'here');
    await expect(sealState(asSealer(sealer), false, proceed)).rejects.toMatchObject({ details: { status: 503 } });
    expect(sealer.asked).toEqual(['sealNow']);
  });

  it('is not asked for a fresh seal', async () => {
    await expect(sealState(asSealer(follower()), true)).rejects.toMatchObject({ details: { status: 409 } });
  });
});

describe('two processes over one log', () => {
  const desks: SealDesk[] = [];
  afterEach(async () => {
    for (const each of desks.splice(0)) await each.close();
  });

  /** Follows until it is told to lead. */
  async function another(): Promise<Sealer> {
    const desk = new SealDesk(desks[0]?.store);
    desks.push(desk);
    const sealer = await desk.sealer({ shared: true });
    sealer.start();
    return sealer;
  }

  async function until(what: () => boolean): Promise<void> {
    for (let tries = 0; tries < 400 && !what(); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
    expect(what()).toBe(true);
  }

  it('while the one that seals is gone, what came later is seal-behind at the other, until somebody seals', async () => {
    const [first, follower] = [await another(), await another()];
    const desk = desks[0] as SealDesk;
    await desk.put('case-1');
    const lease = new Lease(1);
    const leading = first.lead(lease);
    await until(() => newestHeads(follower) !== undefined);
    const known = await sealState(follower, false);
    lease.end();
    await leading;

    await desk.put('case-2');
    expect(follower.seals).toBe('elsewhere');
    await expect(laterState(follower, known, undefined, 1_000)).rejects.toMatchObject({
      details: {
        status: 503,
        type: 'urn:quittance:problem:seal-behind',
        detail: expect.stringMatching(/See its log, and ask again/),
      },
    });

    const next = new Lease(2);
    const sealing = first.lead(next);
    const later = await laterState(follower, known);
    expect(later.heads.position).toBeGreaterThan(known.heads.position);
    next.end();
    await sealing;
  });
});
