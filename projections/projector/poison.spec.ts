/** What a fact that cannot be folded must not take with it, and what building one key anew must not touch. */
import { join } from 'node:path';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import type { Projection } from './projection.js';
import { dumpOf, someHistory, typesIn, typesProjection } from './projector.fixture.js';

let ledger: TestLedger;
let ids: string[];

beforeEach(async () => {
  ledger = new TestLedger();
  await ledger.createPortfolio();
  ids = await someHistory(ledger);
});

afterEach(() => ledger.close());

const file = (): string => join(ledger.folder, 'read.db');

/** Only folds what it has prepared, as a projection does that keeps the page's cases in memory. */
function remembering(projection: Projection): Projection {
  const prepared = new Set<number>();
  const fold = projection.on.CaseOpened;
  if (!fold) throw new Error('it folds no cases');
  return {
    ...projection,
    on: Object.fromEntries(
      Object.keys(projection.on).map((type) => [
        type,
        ((fact, key, rows) => {
          if (prepared.has(fact.position)) fold(fact, key, rows);
        }) satisfies typeof fold,
      ]),
    ),
    prepare: async (page) => page.forEach(({ fact }) => prepared.add(fact.position)),
    reset: () => prepared.clear(),
  };
}

it('keeps the rows in front of a poison fact also where the fold rests on what was prepared', async () => {
  await ledger.openRead('read.db', [remembering(typesProjection(1, (type) => type === 'ComplaintReceived'))]);
  await ledger.projector.catchUp();
  expect(ledger.projector.trackOf('types').state).toBe('failed');
  expect(await typesIn(file(), 1)).toEqual(['CaseOpened v1', 'DebtRegistered v1', 'PaymentReceived v1']);
});

it('goes on from in front of a poison fact after a restart: its checkpoint names the fact before', async () => {
  await ledger.openRead('read.db', [typesProjection(1, (type) => type === 'ComplaintReceived')]);
  await ledger.projector.catchUp();
  const { position } = ledger.projector.trackOf('types');
  await ledger.closeRead();
  await ledger.openRead('read.db', [typesProjection(1)]);
  expect(ledger.projector.dropped).toEqual([]);
  expect(ledger.projector.trackOf('types').position).toBe(position);
});

it('builds one key anew also in a projection that stands still, which stands still as before', async () => {
  await ledger.openRead('read.db', [typesProjection(1, (type) => type === 'ComplaintReceived')]);
  await ledger.projector.catchUp();
  const before = await dumpOf(file());
  await ledger.projector.rebuildKey('types', ids[0] as string);
  expect(await dumpOf(file())).toBe(before);
  expect(ledger.projector.trackOf('types')).toMatchObject({
    state: 'failed',
    failure: { position: expect.any(Number) },
  });
});

it('leaves the rows of a key as they are where they can no longer be folded, and says so', async () => {
  let refuses = false;
  await ledger.openRead('read.db', [typesProjection(1, (type) => refuses && type === 'ComplaintReceived')]);
  await ledger.projector.catchUp();
  const rows = await typesIn(file(), 1);
  refuses = true;
  await ledger.projector.rebuildKey('types', ids[1] as string);
  expect(await typesIn(file(), 1)).toEqual(rows);
  expect(ledger.projector.trackOf('types')).toMatchObject({ state: 'failed', position: await ledger.store.head() });
});

it('builds a table of every fact anew as a whole where one key of it is asked for', async () => {
  await ledger.openRead();
  await ledger.projector.catchUp();
  const before = await dumpOf(file());
  await ledger.projector.rebuildKey('clock', ids[1] as string);
  await ledger.projector.catchUp();
  expect(await dumpOf(file())).toBe(before);
});

it('keeps its place when one key was built anew: a restart finds every checkpoint at its fact', async () => {
  await ledger.openRead();
  await ledger.projector.catchUp();
  for (const { name } of projections()) await ledger.projector.rebuildKey(name, ids[0] as string);
  await ledger.projector.catchUp();
  await ledger.closeRead();
  await ledger.openRead();
  expect(ledger.projector.dropped).toEqual([]);
  expect(ledger.projector.position()).toBe(await ledger.store.head());
});

it('takes a full disk for no fault of a fact: nothing of the page is kept, and the same page is folded when there is room', async () => {
  await ledger.openRead('read.db', [typesProjection(1), ...projections()]);
  const page = ledger.db.page.bind(ledger.db);
  let full = true;
  ledger.db.page = (work) =>
    page((writer) => {
      work(writer);
      if (full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
  await expect(ledger.projector.catchUp()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(ledger.projector.tracks.map(({ position, state }) => [position, state])).toEqual(
    ledger.projector.tracks.map(() => [0, 'building']),
  );
  full = false;
  await ledger.projector.catchUp();
  expect((await typesIn(file(), 1)).length).toBeGreaterThan(3);
  expect(ledger.projector.tracks.filter(({ state }) => state !== 'live')).toEqual([]);
});
