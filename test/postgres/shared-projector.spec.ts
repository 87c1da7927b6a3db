/** Many processes over one PostgreSQL: one folds under its fence, the others read; a sleeper writes nothing. */
import { projections } from '../../projections/index.js';
import { someHistory } from '../../projections/projector/projector.fixture.js';
import { SharedProjector } from '../../projections/projector/shared-projector.js';
import { ReadSide } from '../../projections/read/read-side.js';
import { PostgresReadDb } from '../../projections/tables/postgres.read-db.js';
import { fenceGuard, makeFences } from '../../src/operations/page-fence.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { dumpOfPostgres, newDatabase } from '../support/read-place.js';
import { TestLedger } from '../support/test-ledger.js';

const BUILDING = { details: expect.objectContaining({ status: 503 }) as unknown };

/** A process, as far as the read side goes. */
interface Side {
  readonly db: PostgresReadDb;
  readonly projector: SharedProjector;
  readonly read: ReadSide;
  /** Of the holding that it believes to have. */
  fence: number | undefined;
  /** Folds under a fence, until the signal that it gives back aborts. */
  lead(fence: number): { readonly end: AbortController; readonly over: Promise<unknown> };
  close(): Promise<void>;
}

(POSTGRES_HERE ? describe : describe.skip)(`read tables of many processes${WITHOUT_POSTGRES}`, () => {
  let server: TestPostgres;
  let url: string;
  let ledger: TestLedger;
  const sides: Side[] = [];

  beforeAll(async () => {
    server = await testPostgres();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    url = await newDatabase(server.url);
    await makeFences(url);
    ledger = new TestLedger();
    await ledger.createPortfolio();
  });
  afterEach(async () => {
    for (const side of sides.splice(0)) await side.close();
    await ledger.close();
  });

  async function eventually(what: () => boolean): Promise<void> {
    for (let tries = 0; tries < 800 && !what(); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
    expect(what()).toBe(true);
  }

  async function side(at = url, all = projections()): Promise<Side> {
    const db = PostgresReadDb.reader(at, { guard: fenceGuard('projector', () => made.fence) });
    const projector = new SharedProjector(ledger.store, db, all, ledger.clock);
    const made: Side = {
      db,
      projector,
      read: new ReadSide(ledger.store, db, projector, ledger.clock),
      fence: undefined,
      lead(fence) {
        made.fence = fence;
        const end = new AbortController();
        return { end, over: projector.lead(end.signal).catch((error: unknown) => error) };
      },
      async close() {
        await projector.close();
        await db.close();
      },
    };
    await projector.open();
    projector.start();
    sides.push(made);
    return made;
  }

  it('are folded by who leads, and the others know when and how far', async () => {
    const [a, b] = [await side(), await side()];
    expect(() => b.read.require(['balances'])).toThrow(expect.objectContaining(BUILDING) as Error);
    const leading = a.lead(1);
    await someHistory(ledger);
    const head = await ledger.store.head();
    expect(await b.projector.reached(head, 20_000)).toBe(true);
    // That they have caught up is written after the last page.
    while (b.projector.tracks.some(({ state }) => state !== 'live')) await b.projector.catchUp();
    expect(() => b.read.require(['balances'])).not.toThrow();
    expect([a.projector.writes, b.projector.writes]).toEqual([true, false]);
    leading.end.abort();
    expect(await leading.over).toBe(true);
    expect(a.projector.writes).toBe(false);
  });

  it('are as built by one when the lead changes, and a process that slept writes nothing into them', async () => {
    const [a, b] = [await side(), await side()];
    const sleeping = a.lead(1);
    const [id] = await someHistory(ledger);
    await b.projector.reached(await ledger.store.head(), 20_000);
    // Its lease is over, and it does not know.
    const leading = b.lead(2);
    await b.projector.reached(await ledger.store.head(), 20_000);
    for (let amount = 1; amount <= 5; amount++) await ledger.record(id as string, { type: 'RecordPayment', amount });
    expect(await sleeping.over).toMatchObject({ name: 'Fenced' });
    expect(await b.projector.reached(await ledger.store.head(), 20_000)).toBe(true);
    expect(await a.projector.reached(await ledger.store.head(), 20_000)).toBe(true);
    leading.end.abort();
    await leading.over;
    // Leads again, where the other stopped.
    const again = a.lead(3);
    await ledger.record(id as string, { type: 'RecordPayment', amount: 70 });
    expect(await b.projector.reached(await ledger.store.head(), 20_000)).toBe(true);
    again.end.abort();
    await again.over;
    const freshUrl = await newDatabase(server.url);
    await makeFences(freshUrl);
    const fresh = await side(freshUrl);
    const building = fresh.lead(1);
    expect(await fresh.projector.reached(await ledger.store.head(), 20_000)).toBe(true);
    building.end.abort();
    await building.over;
    expect(await dumpOfPostgres(url)).toBe(await dumpOfPostgres(freshUrl));
  });

  it('are waited for by who wants to catch up and does not fold, and folded once where who folds wants it', async () => {
    const [a, b] = [await side(), await side()];
    await someHistory(ledger);
    const waiting = b.projector.catchUp();
    const leading = a.lead(1);
    await Promise.all([waiting, a.projector.catchUp(), ledger.openCase('D'), a.projector.catchUp()]);
    await b.projector.catchUp();
    expect(b.projector.position()).toBe(await ledger.store.head());
    expect(a.projector.tracks.filter(({ state }) => state !== 'live')).toEqual([]);
    leading.end.abort();
    await leading.over;
  });

  it('are left by who loses the lease while it catches up, at once', async () => {
    const a = await side();
    await someHistory(ledger);
    const { store } = ledger;
    const readAll = store.readAll.bind(store);
    const end = new Promise<AbortController>((begun) => {
      store.readAll = async () => {
        store.readAll = readAll;
        begun(leading.end);
        await new Promise((over) => leading.end.signal.addEventListener('abort', over));
        return [];
      };
    });
    const leading = a.lead(1);
    (await end).abort();
    expect(await leading.over).toBe(true);
    expect(a.projector.position()).toBe(0);
  });

  it('are written by nobody who has no lease', async () => {
    const a = await side();
    await expect(a.db.page(() => undefined)).rejects.toThrow(/has not got the lease/);
    await expect(a.projector.lead(new AbortController().signal)).rejects.toThrow(/has not got the lease/);
  });

  it('answer in a process that is not upgraded yet from the tables of the one that is, where those are whole', async () => {
    const next = projections().map((one) => (one.name === 'promises' ? { ...one, version: one.version + 1 } : one));
    const [old, upgraded] = [await side(), await side(url, next)];
    const before = old.lead(1);
    await someHistory(ledger);
    const head = await ledger.store.head();
    expect(await old.projector.reached(head, 20_000)).toBe(true);
    before.end.abort();
    await before.over;
    const leading = upgraded.lead(2);
    await eventually(() => old.projector.served('promises') === upgraded.projector.trackOf('promises').version);
    expect(old.projector.position(['promises'])).toBe(head);
    expect(old.projector.unready('promises')).toBeUndefined();
    leading.end.abort();
    await leading.over;
  });

  it('refuse an answer that was read while another process dropped rows', async () => {
    const [a, b] = [await side(), await side()];
    const leading = a.lead(1);
    await someHistory(ledger);
    await b.projector.reached(await ledger.store.head(), 20_000);
    const answer = b.read.snapshot(async () => {
      await a.projector.rebuild('promises');
      return 'part of a book';
    });
    await expect(answer).rejects.toMatchObject(BUILDING);
    expect(await b.projector.reached(await ledger.store.head(), 20_000)).toBe(true);
    expect(await b.read.snapshot(() => Promise.resolve('the book'))).toBe('the book');
    leading.end.abort();
    await leading.over;
  });
});
