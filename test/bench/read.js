// Scans, rebuilds and case histories, against raw SQLite scan + JSON.parse of the same ledger.
import Database from '#sqlite';
import { join } from 'node:path';
import { compare, drive, load, median, newLedger } from './kit.js';

const { decode } = await load('src/ledger/envelope.js');
const { ReadSide } = await load('projections/read/read-side.js');
const { AuditHistoryHandler, AuditHistoryQuery } = await load('projections/audit-history/audit-history.query.js');

const PAGE = 1024;

/** A ledger of a made book, or the one that a caller imported. */
export async function bookLedger(quick) {
  const ledger = await newLedger();
  await drive(ledger, { count: quick ? 6_000 : 40_000 });
  return ledger;
}

function rawScan(folder) {
  const db = new Database(join(folder, 'ledger.db'), { readonly: true });
  const page = db.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?').raw();
  let count = 0;
  for (let after = 0; ;) {
    const rows = page.all(after, PAGE);
    if (rows.length === 0) break;
    for (const row of rows) if (JSON.parse(row[6]) !== null) count += 1;
    after = rows[rows.length - 1][0];
  }
  db.close();
  return count;
}

async function ourScan(store) {
  let count = 0;
  for (let after = 0; ;) {
    const page = await store.readAll(after, PAGE);
    if (page.length === 0) return count;
    for (const event of page) if (decode(event).type !== '') count += 1;
    after = page[page.length - 1].position;
  }
}

export async function scan({ runtime, folder }) {
  return compare(
    () => ourScan(runtime.store),
    async () => rawScan(folder),
  );
}

/** Rebuilds the named projections; the others stand still at the head. */
export async function rebuild({ runtime, folder }, names) {
  const { projector, store } = runtime;
  await projector.catchUp();
  const head = await store.head();
  return compare(
    async () => {
      for (const name of names) await projector.rebuild(name);
      await projector.catchUp();
      return head;
    },
    async () => rawScan(folder),
  );
}

/** Median milliseconds of the audit history of a case of 60 facts, as of some (V, K). */
export async function caseHistory(ledger) {
  const { runtime, portfolio } = ledger;
  const { transactor, ids, store, readDb, projector, clock, vault } = runtime;
  const id = ids.stream('case', [portfolio, 'history of 60 facts']);
  const { CASE } = await load('src/ledger/ledger.js');
  const run = (command, i) => transactor.run(CASE, id, { command, cmd: `h${i}`, by: 'local:bench' });
  await run({ type: 'OpenCase', portfolio, ref: 'history of 60 facts', occurredAt: '2025-01-01' }, 'open');
  await run({ type: 'RegisterDebt', balances: { principal: 500_000 }, occurredAt: '2025-01-01' }, 'debt');
  for (let i = 0; i < 29; i++)
    await run(
      { type: 'RecordPayment', amount: 1_000, occurredAt: `2025-02-${String(1 + (i % 28)).padStart(2, '0')}` },
      i,
    );
  await projector.catchUp();
  const facts = (await store.readStream(id, 0, 1000)).length;
  const handler = new AuditHistoryHandler(new ReadSide(store, readDb, projector, clock), vault);
  const knownAt = new Date(clock.now() + 60_000).toISOString();
  const times = [];
  for (let i = 0; i < 300; i++) {
    const asOf = `2025-02-${String(1 + (i % 28)).padStart(2, '0')}`;
    const start = performance.now();
    await handler.execute(new AuditHistoryQuery(id, { asOf, knownAt }, true));
    times.push(performance.now() - start);
  }
  return { facts, milliseconds: median(times) };
}
