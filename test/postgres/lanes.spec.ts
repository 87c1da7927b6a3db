/** Read tables that several processes fold in lanes: each lane its lease, fence and checkpoint; the tables those of one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { balancesProjection } from '../../projections/balances/balances.projection.js';
import { casesProjection } from '../../projections/cases/cases.projection.js';
import { promisesProjection } from '../../projections/promises/promises.projection.js';
import { clockProjection } from '../../projections/projector/clock.projection.js';
import { laneOf } from '../../projections/projector/lane.js';
import { LanedProjector } from '../../projections/projector/laned-projector.js';
import { openReadSide } from '../../projections/projector/open-read-side.js';
import { someHistory, typesProjection } from '../../projections/projector/projector.fixture.js';
import type { Projection } from '../../projections/projector/projection.js';
import { ReadSide } from '../../projections/read/read-side.js';
import type { ReadDb } from '../../projections/tables/read-db.js';
import { laneLease } from '../../src/operations/lane-desk.js';
import { fenceGuard, makeFences } from '../../src/operations/page-fence.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { ask, dumpOfPostgres, newDatabase } from '../support/read-place.js';
import { TestLedger } from '../support/test-ledger.js';

const WAIT_MS = 60_000;

/** One that cannot be split, one with a shared table, one that fills columns, one that remembers. All: the sample book. */
const projections = (): readonly Projection[] => [
  clockProjection(),
  balancesProjection(),
  casesProjection(),
  promisesProjection(),
];

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + WAIT_MS; !(await what());) {
    if (performance.now() > end) throw new Error('it did not come to that');
    await sleep(20);
  }
}

interface Leading {
  readonly end: AbortController;
  /** How it ended. */
  readonly over: Promise<unknown>;
}

/** A process with the role projector. */
interface Side {
  readonly projector: LanedProjector;
  readonly read: ReadSide;
  /** Folds a lane under a fence until the end. */
  lead(lane: number, fence: number): Leading;
  close(): Promise<void>;
}

(POSTGRES_HERE ? describe : describe.skip)(`read tables in lanes${WITHOUT_POSTGRES}`, () => {
  let server: TestPostgres;
  let url: string;
  let ledger: TestLedger;
  let ids: string[];
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
    ids = await someHistory(ledger);
  });
  afterEach(async () => {
    for (const side of sides.splice(0)) await side.close();
    await ledger.close();
  });

  async function side(count: number, all: () => readonly Projection[] = projections, at = url): Promise<Side> {
    const fences: (number | undefined)[] = [];
    const leads: Leading[] = [];
    const lanes = Array.from({ length: count }, (_, lane) => fenceGuard(laneLease(lane), () => fences[lane]));
    const { store, clock } = ledger;
    const parts = { store, clock, projections: all, warn: () => undefined, guard: fenceGuard('none', () => undefined) };
    const opened: { projector: unknown; readDb: ReadDb } = await openReadSide({ url: at }, { ...parts, lanes });
    const projector = opened.projector as LanedProjector;
    projector.start();
    const made: Side = {
      projector,
      read: new ReadSide(store, opened.readDb, projector, clock),
      lead(lane, fence) {
        fences[lane] = fence;
        const end = new AbortController();
        const over = projector.lanes[lane]?.lead(end.signal).catch((error: unknown) => error) as Promise<unknown>;
        leads.push({ end, over });
        return { end, over };
      },
      async close() {
        for (const { end } of leads) end.abort();
        for (const { over } of leads) await over;
        await projector.close();
        await opened.readDb.close();
      },
    };
    sides.push(made);
    return made;
  }

  /** Folds everything in so many lanes of one process, and gives every row; checkpoints apart. */
  async function foldedIn(count: number, at: string): Promise<string> {
    await makeFences(at);
    const one = await side(count, projections, at);
    for (let lane = 0; lane < count; lane++) one.lead(lane, 1);
    await live(one);
    return rowsOf(at);
  }

  async function live({ projector }: Side): Promise<void> {
    expect(await projector.reached(await ledger.store.head(), WAIT_MS)).toBe(true);
    while (projector.tracks.some(({ state }) => state !== 'live')) await projector.catchUp();
  }

  async function rowsOf(at: string): Promise<string> {
    const lines = (await dumpOfPostgres(at)).split('\n');
    return lines.filter((line) => !line.startsWith('["checkpoints"')).join('\n');
  }

  async function alone(): Promise<string> {
    const at = await newDatabase(server.url);
    const { store, clock } = ledger;
    const { projector, readDb } = await openReadSide({ url: at }, { store, clock, projections, warn: () => undefined });
    await projector.catchUp();
    await projector.close();
    await readDb.close();
    return rowsOf(at);
  }

  it('are those of one process, whether two lanes or four fold them', async () => {
    const expected = await alone();
    expect(await foldedIn(2, await newDatabase(server.url))).toBe(expected);
    expect(await foldedIn(4, url)).toBe(expected);
    const names = (await ask(url, `SELECT name FROM read.checkpoints WHERE name LIKE 'balances%' ORDER BY 1`)).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['balances 1/4', 'balances 2/4', 'balances 3/4', 'balances 4/4']);
    const clocks = await ask(url, `SELECT name FROM read.checkpoints WHERE name LIKE 'clock%'`);
    expect(clocks).toEqual([{ name: 'clock' }]);
  }, 120_000);

  it('are as far as the last lane, and answer once all are built', async () => {
    const [a, b] = [await side(2), await side(2)];
    a.lead(0, 1);
    const head = await ledger.store.head();
    await until(() => a.projector.lanes[0]?.tracks.every(({ position }) => position === head) === true);
    expect(await b.projector.reached(1, 2_000, ['balances'])).toBe(false);
    expect(() => b.read.require(['balances'])).toThrow('Problem');
    expect(b.projector.position(['clock'])).toBe(head);
    b.lead(1, 1);
    await live(a);
    await live(b);
    expect(() => b.read.require(['balances'])).not.toThrow();
    expect(b.projector.position()).toBe(head);
  }, 120_000);

  it('are taken over lane by lane, and who slept writes nothing more', async () => {
    const [a, b] = [await side(2), await side(2)];
    const sleeping = [a.lead(0, 1), a.lead(1, 1)];
    await live(b);
    b.lead(1, 2);
    // From here on its fence is known.
    await until(() => b.projector.lanes[1]?.tracks[0] !== undefined);
    for (let amount = 1; amount <= 6; amount++) {
      for (const id of ids) await ledger.record(id, { type: 'RecordPayment', amount });
    }
    await live(b);
    await live(a);
    expect(await sleeping[1]?.over).toMatchObject({ name: 'Fenced' });
    sleeping[0]?.end.abort();
    expect(await sleeping[0]?.over).toBe(true);
    b.lead(0, 2);
    await ledger.record(ids[0] as string, { type: 'RecordPayment', amount: 9 });
    await live(b);
    expect(await rowsOf(url)).toBe(await alone());
  }, 120_000);

  it('are folded anew when the number of lanes changes, in either way, while the old lanes still run', async () => {
    const [four, two] = [await side(4), await side(2)];
    const old = [0, 1, 2, 3].map((lane) => four.lead(lane, 1));
    await live(four);
    two.lead(0, 2);
    two.lead(1, 2);
    // Until then what the four have folded is whole, and answers.
    const ofFour = (): Promise<unknown[]> => ask(url, `SELECT name FROM read.checkpoints WHERE name LIKE '%/4'`);
    await until(async () => (await ofFour()).length === 0);
    await live(two);
    await ledger.record(ids[1] as string, { type: 'RecordPayment', amount: 11 });
    await live(two);
    expect(await rowsOf(url)).toBe(await alone());
    expect(await old[0]?.over).toMatchObject({ name: 'Fenced' });
    expect(await ofFour()).toEqual([]);
  }, 120_000);

  it('are dropped for all lanes by a rebuild, and one stream is folded again in its own lane', async () => {
    const [a, b] = [await side(2), await side(2)];
    const [id] = ids as [string];
    const [own, other] = laneOf(id, 2) === 0 ? [a, b] : [b, a];
    own.lead(laneOf(id, 2), 1);
    other.lead(1 - laneOf(id, 2), 1);
    await live(a);
    const before = await rowsOf(url);
    expect([a.projector.rebuildsHere('balances'), b.projector.rebuildsHere('balances')]).toEqual([true, false]);
    expect([own.projector.rebuildsHere('balances', id), other.projector.rebuildsHere('balances', id)]).toEqual([
      true,
      false,
    ]);
    await a.projector.rebuild('balances');
    await live(a);
    await live(b);
    expect(await rowsOf(url)).toBe(before);
    const [table] = await ask(url, `SELECT relname FROM pg_class WHERE relname LIKE 'balances_v%' AND relkind = 'r'`);
    await ask(url, `UPDATE read.${String(table?.['relname'])} SET net = net + 1`);
    for (const stream of ids) {
      const here = a.projector.rebuildsHere('balances', stream) ? a : b;
      await here.projector.rebuildKey('balances', stream);
    }
    expect(await rowsOf(url)).toBe(before);
  }, 120_000);

  it('drop an old version once each lane has built the new one', async () => {
    const split = (version: number) => () => [{ ...typesProjection(version), lanes: 'stream' as const }];
    const a = await side(2, split(1));
    a.lead(0, 1);
    a.lead(1, 1);
    await live(a);
    const b = await side(2, split(2));
    b.lead(0, 2);
    await until(() => b.projector.lanes[0]?.tracks[0]?.state === 'live');
    await until(() => b.projector.tracks[0]?.state === 'building' && b.projector.retiring.size === 1);
    expect(b.projector.served('types')).toBe(1);
    b.lead(1, 2);
    await live(b);
    expect(b.projector.served('types')).toBe(2);
    await until(async () => (await ask(url, `SELECT to_regclass('read.types_v1') AS t`))[0]?.['t'] === null);
    expect(await ask(url, 'SELECT DISTINCT version FROM read.checkpoints')).toEqual([{ version: 2 }]);
  }, 120_000);

  it('stop in front of a fact that one lane cannot fold, and the others go on', async () => {
    let isPoisoned = false;
    const split = typesProjection(1, (type) => isPoisoned && type === 'ComplaintReceived');
    const a = await side(2, () => [{ ...split, lanes: 'stream' }]);
    a.lead(0, 1);
    a.lead(1, 1);
    await live(a);
    isPoisoned = true;
    const [id] = ids as [string];
    const head = await ledger.record(id, { type: 'LogComplaint', text: 'again', occurredAt: '2026-01-27' });
    await until(() => a.projector.tracks.some(({ state }) => state === 'failed'));
    expect(a.projector.trackOf('types').failure?.message).toMatch(/cannot be folded/);
    const [bad, good] = [laneOf(id, 2), 1 - laneOf(id, 2)].map((lane) => a.projector.lanes[lane]?.tracks[0]);
    await until(() => good?.position === head.position);
    expect([bad?.state, good?.state]).toEqual(['failed', 'live']);
    expect(bad?.position).toBeLessThan(head.position);
  }, 120_000);
});
