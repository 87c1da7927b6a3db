/** How long what was read may be used: with a clock that the test moves. */
import { Kept, Trust, TRUST_MS } from './trust.js';

let now = 0;
let count = 0;
let asked = 0;
let trust: Trust;
beforeEach(() => {
  [now, count, asked] = [0, 0, 0];
  trust = new Trust(
    async () => {
      asked += 1;
      return count;
    },
    () => now,
  );
});

it('asks once, however many want to know, and again when its moment is over', async () => {
  await Promise.all([trust.confirm(), trust.confirm(), trust.confirm()]);
  now = TRUST_MS - 1;
  await trust.confirm();
  expect(asked).toBe(1);
  now = TRUST_MS;
  await trust.confirm();
  expect(asked).toBe(2);
});

it('drops what is kept when something was closed, and not before', async () => {
  let read = 0;
  const kept = new Kept(trust, async () => ++read);
  expect([await kept.get(), await kept.get()]).toEqual([1, 1]);
  now += TRUST_MS;
  expect(await kept.get()).toBe(1);
  count = 1;
  expect(await kept.get()).toBe(1);
  now += TRUST_MS;
  expect(await kept.get()).toBe(2);
});

it('counts its moment from before it asked: an answer that took long is trusted less', async () => {
  const slow = new Trust(
    async () => {
      asked += 1;
      now += TRUST_MS;
      return count;
    },
    () => now,
  );
  await slow.confirm();
  await slow.confirm();
  expect(asked).toBe(2);
});

it('what could not be read is not kept, and neither is what was closed while it was read', async () => {
  let fails = true;
  const kept = new Kept(trust, async () => {
    if (fails) throw new Error('away');
    return count;
  });
  await expect(kept.get()).rejects.toThrow('away');
  fails = false;
  expect(await kept.get()).toBe(0);
  const late = new Kept(trust, async () => {
    const seen = count;
    count += 1;
    now += TRUST_MS;
    await trust.confirm();
    return seen;
  });
  expect([await late.get(), await late.get()]).toEqual([0, 1]);
});
