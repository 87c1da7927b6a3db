/** What may be folded in lanes, and that what says so is right: no row of another stream is touched. */
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import type { PageWriter, ReadDb, RowSink } from '../tables/read-db.js';
import type { Table, Value } from '../tables/table.js';
import { checkpointName, laneOf, lanesOf, projectionOf } from './lane.js';
import type { Fold, Projection } from './projection.js';
import { someHistory } from './projector.fixture.js';

describe('the lane of a stream', () => {
  it('is the same for ever: checkpoints rest on it', () => {
    const streams = ['case-0', 'case-1', 'case-2', 'party-7b0d4a1e-5f6c-4d3b-8a2e-9c1f0e7d6b5a'];
    expect(streams.map((stream) => laneOf(stream, 4))).toEqual([1, 2, 3, 2]);
    expect(streams.map((stream) => laneOf(stream, 1))).toEqual([0, 0, 0, 0]);
  });

  it.each([2, 3, 4, 16])('is one of %i, and each has its part', (of) => {
    const counts = new Array<number>(of).fill(0);
    for (let i = 0; i < 4_000; i++) counts[laneOf(`case-${i.toString(16).padStart(12, '0')}`, of)]! += 1;
    const fair = 4_000 / of;
    for (const count of counts) expect(Math.abs(count - fair)).toBeLessThan(fair * 0.25);
  });

  it('is named by its checkpoint, which says of what and of how many', () => {
    const name = checkpointName('rule-deadlines', { index: 1, of: 12 });
    expect(name).toBe('rule-deadlines 2/12');
    expect([projectionOf(name), lanesOf(name)]).toEqual(['rule-deadlines', 12]);
    expect([projectionOf('balances'), lanesOf('balances')]).toEqual(['balances', 1]);
  });
});

describe.each(projections().map((projection) => [projection.name, projection] as const))(
  'the projection %s',
  (_name, projection) => {
    it('says whether it can be split', () => {
      expect(projection.lanes).toMatch(/^(?:stream|one)$/);
    });

    it('is whole where it folds every fact', () => {
      if (projection.every) expect(projection.lanes).toBe('one');
    });

    it('has a key of streams, or shared rows, in each table', () => {
      if (projection.lanes === 'one') return;
      for (const { key, columns, shared } of projection.tables) {
        if (shared) expect(Object.keys(columns).sort()).toEqual([...key].sort());
        else expect(columns[key[0]]).toBe('integer');
      }
    });
  },
);

/** The same tables, with a watch on which rows are touched while which stream's fact is folded. */
function watched(db: ReadDb, folding: { key: Value }, wrong: string[]): ReadDb {
  const check = (verb: string, table: Table, first: Value): void => {
    if (table.shared ? verb !== 'put' : first !== folding.key) wrong.push(`${verb} ${table.name} ${String(first)}`);
  };
  const watch = (rows: RowSink): RowSink => ({
    insert: (table, values) => (check('insert', table, values[0] ?? null), rows.insert(table, values)),
    put: (table, values) => (check('put', table, values[0] ?? null), rows.put(table, values)),
    update: (table, key, changes) => (check('update', table, key[0] ?? null), rows.update(table, key, changes)),
    fill: (table, key, changes) => (check('fill', table, key[0] ?? null), rows.fill(table, key, changes)),
    add: (table, values) => (check('add', table, values[0] ?? null), rows.add(table, values)),
  });
  const page = db.page.bind(db);
  db.page = (work) =>
    page((writer: PageWriter) =>
      work({
        attempt: (version, part) => writer.attempt(version, (rows) => part(watch(rows))),
        checkpoint: (checkpoint) => writer.checkpoint(checkpoint),
        dropKey: (...given) => writer.dropKey(...given),
      }),
    );
  return db;
}

/** Each fold notes whose fact it folds. */
function noting(projection: Projection, folding: { key: Value }): Projection {
  const on = Object.entries(projection.on as Readonly<Record<string, Fold>>).map(([type, fold]) => {
    const noted: Fold = (fact: LedgerFact, key, rows) => ((folding.key = key), fold(fact, key, rows));
    return [type, noted];
  });
  return { ...projection, on: Object.fromEntries(on) as Projection['on'] };
}

it('a fold of one stream touches the rows of that stream only', async () => {
  const ledger = new TestLedger();
  const wrong: string[] = [];
  try {
    await ledger.createPortfolio();
    await someHistory(ledger);
    const folding: { key: Value } = { key: null };
    const split = projections().filter(({ lanes }) => lanes === 'stream');
    await ledger.openRead(
      'watched.db',
      split.map((projection) => noting(projection, folding)),
    );
    watched(ledger.db, folding, wrong);
    // One fact a page: what is written at the end of a page belongs to it, too.
    const readAll = ledger.store.readAll.bind(ledger.store);
    ledger.store.readAll = (after) => readAll(after, 1);
    await ledger.projector.catchUp();
    expect(wrong).toEqual([]);
    expect(ledger.projector.tracks.map(({ failure }) => failure).filter(Boolean)).toEqual([]);
  } finally {
    await ledger.close();
  }
});
