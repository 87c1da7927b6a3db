/** A pack that waits for the process that seals: not for ever, and not once nobody wants it or this process seals. */
import type { Sealer } from '../sealer/sealer.js';
import { sealState } from './seal-state.js';

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
