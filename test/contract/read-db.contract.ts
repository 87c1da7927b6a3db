/** What every read database must do: the same calls leave the same rows, all of a page or nothing of it. */
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Checkpoint, ReadDb, RowSink } from '../../projections/tables/read-db.js';
import type { Table, Value } from '../../projections/tables/table.js';

const THINGS: Table = {
  name: 'things',
  columns: { k: 'integer', id: 'text', n: 'integer', note: 'text?', on_date: 'date?' },
  key: ['k', 'id'],
  indexes: [['note']],
};
const COUNTS: Table = { name: 'counts', columns: { k: 'integer', n: 'integer' }, key: ['k'] };
const TABLES = [THINGS, COUNTS];

export function checkpointAt(position: number): Checkpoint {
  const fingerprint = JSON.stringify(TABLES.map(({ name, columns, key }) => [name, columns, key]));
  return { name: 'things', version: 1, position, event: `event ${position}`, fingerprint, failure: null, built: true };
}

type Row = readonly Value[];

/** The rows of both tables, in the order of their keys. */
export async function rowsOf(db: ReadDb): Promise<{ things: Row[]; counts: Row[] }> {
  return db.snapshot(async (queries) => {
    const things = await sql<Record<string, Value>>`SELECT * FROM things_v1 ORDER BY k, id`.execute(queries);
    const counts = await sql<Record<string, Value>>`SELECT * FROM counts_v1 ORDER BY k`.execute(queries);
    return {
      things: things.rows.map((row) => Object.values(row)),
      counts: counts.rows.map((row) => Object.values(row)),
    };
  });
}

type Call = (rows: RowSink) => void;

const key = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.constantFrom('a', 'B', 'ä "x\\'));
const note = fc.constantFrom(null, 'one', '', '{NULL}');
/** Calls that a fold makes; an insert only of a key of its own, since a second one is refused. */
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(key, fc.integer(), note).map(
    ([k, n, text]): Call =>
      (rows) =>
        rows.put(THINGS, [...k, n, text, null]),
  ),
  fc.tuple(key, fc.integer()).map(
    ([k, n]): Call =>
      (rows) =>
        rows.update(THINGS, k, { n }),
  ),
  fc.tuple(key, note).map(
    ([k, text]): Call =>
      (rows) =>
        rows.update(THINGS, k, { note: text }),
  ),
  fc.tuple(key, note).map(
    ([k, text]): Call =>
      (rows) =>
        rows.fill(THINGS, k, { note: text, on_date: 20260301 }),
  ),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -9, max: 9 })).map(([k, n]): Call => {
    return (rows) => rows.add(COUNTS, [k, n]);
  }),
  fc.integer({ min: 1, max: 3 }).map(
    (k): Call =>
      (rows) =>
        rows.update(COUNTS, [k], { n: 100 }),
  ),
);

/** @param open a database with nothing in it */
export function readDbContract(open: () => Promise<ReadDb>): void {
  let db: ReadDb;

  beforeEach(async () => {
    db = await open();
    await db.createTables(TABLES, 1);
  });
  afterEach(() => db.close());

  const write = (...calls: readonly Call[]): Promise<void> =>
    db.page((page) => {
      const failure = page.attempt(1, (rows) => calls.forEach((each) => each(rows)));
      if (failure !== undefined) throw failure as Error;
      page.checkpoint(checkpointAt(1));
    });

  it('leaves the same rows whether calls come in one page or each in its own', async () => {
    const anew = (): Promise<void> => db.renew(checkpointAt(0), TABLES);
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 14 }), async (calls) => {
        await anew();
        for (const each of calls) await write(each);
        const oneByOne = await rowsOf(db);
        await anew();
        await write(...calls);
        expect(await rowsOf(db)).toEqual(oneByOne);
      }),
      { numRuns: 60, seed: 20261122 },
    );
  });

  it('orders text by its bytes, gives numbers and dates as numbers, and sums as whole numbers', async () => {
    for (const id of ['b', 'B', 'ä', 'a', 'Z', '_', '1'])
      await write((rows) => rows.insert(THINGS, [1, id, 2 ** 52, null, 20260301]));
    const { things } = await rowsOf(db);
    expect(things.map(([, id]) => id)).toEqual(['1', 'B', 'Z', '_', 'a', 'b', 'ä']);
    expect(things[0]).toEqual([1, '1', 2 ** 52, null, 20260301]);
    const { rows } = await db.snapshot((queries) =>
      sql`SELECT SUM(k) AS sum, COUNT(*) AS count, 7 / 2 AS half, CASE id WHEN ${'B'} THEN ${5} ELSE ${6} END AS picked
        FROM things_v1 WHERE id <= ${'Z'} GROUP BY id ORDER BY id LIMIT ${2}`.execute(queries),
    );
    expect(rows).toEqual([
      { sum: 1, count: 1, half: 3, picked: 6 },
      { sum: 1, count: 1, half: 3, picked: 5 },
    ]);
  });

  it('takes back the rows of an attempt that failed, and of no other', async () => {
    const failure = new Error('poison');
    let told: unknown;
    await db.page((page) => {
      page.attempt(1, (rows) => rows.insert(THINGS, [1, 'kept', 1, null, null]));
      told = page.attempt(1, (rows) => {
        rows.insert(THINGS, [1, 'gone', 1, null, null]);
        throw failure;
      });
      page.attempt(1, (rows) => rows.insert(THINGS, [2, 'kept too', 1, null, null]));
      page.checkpoint({ ...checkpointAt(7), failure: { event: 'e', position: 8, message: 'poison' } });
    });
    expect(told).toBe(failure);
    expect((await rowsOf(db)).things.map(([, id]) => id)).toEqual(['kept', 'kept too']);
    const [stored] = await db.checkpoints();
    expect(stored).toEqual({ ...checkpointAt(7), failure: { event: 'e', position: 8, message: 'poison' } });
  });

  it('writes nothing of a page that ends with an error', async () => {
    const end = db.page((page) => {
      page.attempt(1, (rows) => rows.insert(THINGS, [1, 'gone', 1, null, null]));
      page.checkpoint(checkpointAt(9));
      throw new Error('end of the page');
    });
    await expect(end).rejects.toThrow('end of the page');
    expect(await rowsOf(db)).toEqual({ things: [], counts: [] });
    expect(await db.checkpoints()).toEqual([]);
  });

  it('drops the rows of one key, and those that follow are new', async () => {
    await write(
      (rows) => rows.insert(THINGS, [1, 'a', 1, null, null]),
      (rows) => rows.insert(THINGS, [2, 'b', 1, null, null]),
    );
    await db.page((page) => {
      page.attempt(1, (rows) => {
        page.dropKey(TABLES, 1, 1);
        rows.insert(THINGS, [1, 'a', 5, null, null]);
      });
    });
    expect((await rowsOf(db)).things.map(([k, id, n]) => [k, id, n])).toEqual([
      [1, 'a', 5],
      [2, 'b', 1],
    ]);
  });

  it('shows one state for as long as a view lasts', async () => {
    await write((rows) => rows.insert(THINGS, [1, 'a', 1, null, null]));
    const count = sql<{ n: number }>`SELECT COUNT(*) AS n FROM things_v1`;
    const seen = await db.snapshot(async (queries) => {
      const before = await count.execute(queries);
      await write((rows) => rows.insert(THINGS, [1, 'b', 1, null, null]));
      return [before.rows[0]?.n, (await count.execute(queries)).rows[0]?.n];
    });
    expect(seen).toEqual([1, 1]);
    expect((await db.snapshot((queries) => count.execute(queries))).rows).toEqual([{ n: 2 }]);
  });

  it('drops tables and checkpoint together', async () => {
    await write((rows) => rows.insert(THINGS, [1, 'a', 1, null, null]));
    await db.discard(checkpointAt(1));
    expect(await db.checkpoints()).toEqual([]);
    expect(await rowsOf(db).catch(String)).toMatch(/no such table|does not exist/);
  });
}
