/** What rots in `seal.db` is found, though it is derived: proofs are made from it. */
import { join } from 'node:path';
import Database from '#sqlite';
import { ORIGIN, SealDesk } from '../seal-desk.fixture.js';
import type { Sealer } from '../sealer.js';
import { audit } from './audit.js';

describe('the index of heads in seal.db', () => {
  let desk: SealDesk;
  let sealer: Sealer;

  beforeEach(async () => {
    desk = new SealDesk();
    sealer = await desk.sealer();
    await sealer.open();
    await desk.put('case-1', 'case-2', 'case-1');
    await sealer.sealNow({ heads: true });
  });
  afterEach(() => desk.close());

  async function found(): Promise<unknown> {
    const { db, tiles, signer } = sealer;
    if (!db) throw new Error('it is not open');
    const report = await audit({ store: desk.store, db, tiles, origin: ORIGIN, keys: signer.vkeys() });
    return report?.differences.map(({ kind, what }) => `${kind} ${what}`);
  }

  function rot(sql: string): void {
    const db = new Database(join(desk.folder, 'seal.db'));
    db.prepare(sql).run();
    db.close();
  }

  it('is in order', async () => {
    expect(await found()).toEqual([]);
  });

  it('names a leaf of the tree', async () => {
    rot("UPDATE heads SET idx = idx + 8192 WHERE sid = 'case-2'");
    expect(await found()).toEqual(['changed head of case-2']);
  });

  it('names the leaf that is that of the head', async () => {
    rot("UPDATE heads SET idx = 0 WHERE sid = 'case-1'");
    expect(await found()).toEqual(['changed head of case-1']);
  });
});
