/** Many sealers of one log, each with files of its own: one publishes, the others take over, nothing is sealed twice. */
import { randomUUID } from 'node:crypto';
import { audit } from './audit/audit.js';
import { CheckpointStream } from './checkpoint-stream.js';
import { Lease } from './lease.fixture.js';
import { ORIGIN, SealDesk } from './seal-desk.fixture.js';
import type { Sealer } from './sealer.js';

describe('a log that many processes share', () => {
  const desks: SealDesk[] = [];
  let desk: SealDesk;

  /** A sealer with a folder of its own over the same store. */
  async function another(more: Partial<Parameters<SealDesk['sealer']>[0]> = {}): Promise<Sealer> {
    const other = new SealDesk(desk.store);
    desks.push(other);
    // Fast, so that a checkpoint is due soon.
    const began = performance.now();
    const clock = { now: () => desk.clock.millis + Math.round((performance.now() - began) * 20) };
    return other.sealer({ shared: true, clock, ...more });
  }

  beforeEach(() => {
    desk = new SealDesk();
  });
  afterEach(async () => {
    for (const each of [desk, ...desks.splice(0)]) await each.close();
  });

  async function until(what: () => boolean): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if (what()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('it did not come to that');
  }

  async function fences(): Promise<unknown[]> {
    const { stream } = new CheckpointStream(desk.store, ORIGIN);
    const events = await desk.store.readStream(stream, 0, 4096);
    return events.map(({ meta }) => (JSON.parse(meta) as { fence?: number }).fence);
  }

  async function differences(sealer: Sealer): Promise<unknown> {
    const { db, tiles, signer } = sealer;
    if (!db) throw new Error('it is not open');
    const report = await audit({ store: desk.store, db, tiles, origin: ORIGIN, keys: signer.vkeys() });
    return report?.differences;
  }

  it('is followed by who has no lease, with the same leaves, tiles and proofs', async () => {
    const [a, b] = [await another(), await another()];
    a.start();
    b.start();
    await desk.put('case-1', 'case-2', 'case-1');
    const lease = new Lease(1);
    const leading = a.lead(lease);
    await until(() => b.published !== undefined && b.published.size === a.published?.size);
    expect(a.seals).toBe('here');
    expect(b.seals).toBe('elsewhere');
    expect(b.published?.note).toBe(a.published?.note);
    expect(await differences(b)).toEqual([]);
    expect(desks[1]?.tiles()).toEqual(desks[0]?.tiles());
    lease.end();
    expect(await leading).toBe(true);
  });

  it('tells those who wait on another process that their fact is covered', async () => {
    const [a, b] = [await another(), await another()];
    b.start();
    a.start();
    await desk.put('case-1');
    const lease = new Lease(1);
    const leading = a.lead(lease);
    expect(await b.waits.covered(1, 10_000)).toBe(true);
    lease.end();
    await leading;
  });

  it('seals nothing where it has no lease, also when it is asked to', async () => {
    const a = await another();
    a.start();
    await desk.put('case-1');
    expect(await a.sealNow({ heads: true })).toBe(false);
    expect(await fences()).toEqual([]);
  });

  it('stops a process that slept through the end of its lease, and takes back what that one made', async () => {
    const [a, b] = [await another(), await another()];
    a.start();
    b.start();
    const first = new Lease(1);
    const sleeping = a.lead(first);
    await desk.put('case-1', 'case-2');
    await until(() => (a.published?.size ?? 0) > 0);
    // It sleeps: the table knows that its lease is over, and nobody has told it.
    first.held = false;
    await desk.put('case-1', 'case-3');
    await until(() => a.size > (a.published?.size ?? 0));
    // What the second publishes the first reads at once, asleep only for the lease: its own size is no measure.
    const before = a.published?.size ?? 0;
    const second = new Lease(2);
    const leading = b.lead(second);
    await until(() => (b.published?.size ?? 0) > before);
    first.end();
    await sleeping;
    await desk.put('case-2');
    await until(() => a.published?.note === b.published?.note && a.size === b.size && b.position > 5);
    const written = (await fences()) as number[];
    expect(written).toEqual([...written].sort());
    expect(new Set(written)).toEqual(new Set([1, 2]));
    expect(a.stopped).toBeUndefined();
    expect(await differences(a)).toEqual([]);
    expect(await differences(b)).toEqual([]);
    second.end();
    await leading;
  });

  it('lets the store decide where a process fell asleep after its fence was asked for', async () => {
    const [a, b] = [await another(), await another()];
    const first = new Lease(1);
    const second = new Lease(2);
    let leading: Promise<unknown> | undefined;
    await desk.put('case-1');
    a.start();
    b.start();
    const sleeping = a.lead(first);
    await until(() => a.published !== undefined);
    // Between the answer about its fence and its append another takes over, and publishes.
    first.holds = async () => {
      const before = a.published?.revision ?? 0;
      leading ??= b.lead(second);
      await until(() => b.published !== undefined && b.published.revision > before);
      return true;
    };
    await desk.put('case-2');
    await until(() => a.published?.note === b.published?.note && (b.published?.size ?? 0) >= 3);
    first.end();
    await sleeping;
    expect(a.stopped).toBeUndefined();
    expect(await differences(a)).toEqual([]);
    second.end();
    await leading;
  });

  it('goes on where a killed process left unpublished leaves, its own included', async () => {
    const a = await another();
    const lease = new Lease(1);
    await desk.put('case-1', 'case-2');
    const leading = a.lead(lease);
    await until(() => a.published !== undefined);
    lease.held = false;
    await desk.put('case-1', `case-${randomUUID()}`);
    await until(() => a.size > (a.published?.size ?? 0));
    lease.end();
    await leading;
    const b = await another();
    const next = new Lease(2);
    const sealing = b.lead(next);
    await until(() => (b.published?.size ?? 0) >= 5);
    // The killed one is started again over its own files.
    const again = await (desks[0] as SealDesk).sealer({ shared: true });
    again.start();
    await until(() => again.published?.note === b.published?.note);
    expect(await differences(again)).toEqual([]);
    next.end();
    await sealing;
  });
});
