import Database from 'better-sqlite3';
import { join } from 'node:path';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import type { Table } from '../tables/table.js';
import type { Projection } from './projection.js';
import { statusOf } from './status.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  await ledger.createPortfolio();
});

afterEach(() => ledger.close());

/** Every row of every table, as text. */
function dump(file = 'read.db'): string {
  const db = new Database(join(ledger.folder, file), { readonly: true });
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  const text = names.map((name) => JSON.stringify([name, db.prepare(`SELECT * FROM ${name}`).all()])).join('\n');
  db.close();
  return text;
}

async function someHistory(): Promise<string[]> {
  const ids: string[] = [];
  for (const ref of ['A', 'B', 'C']) {
    const id = await ledger.openCase(ref);
    ids.push(id);
    await ledger.record(id, { type: 'MakePromise', amount: 4_000, dueDate: '2026-02-01', occurredAt: '2026-01-20' });
    await ledger.record(id, { type: 'RecordPayment', amount: 4_000, occurredAt: '2026-01-25' });
    await ledger.record(id, { type: 'LogComplaint', text: 'too many calls', occurredAt: '2026-01-26' });
    await ledger.record(id, { type: 'RaiseDispute', ground: 'AMOUNT', occurredAt: '2026-01-27' });
    await ledger.record(id, { type: 'RecordContact', channel: 'phone', connected: true, occurredAt: '2026-01-28' });
    ledger.clock.pass(1_000);
  }
  const [payment] = await paymentsOf(ids[0] as string);
  await ledger.record(ids[0] as string, { type: 'ReversePayment', payment: payment as string, reason: 'NSF' });
  return ids;
}

async function paymentsOf(id: string): Promise<string[]> {
  const events = await ledger.store.readStream(id, 0, 100);
  const received = events.filter(({ type }) => type === 'PaymentReceived');
  return received.map(({ data }) => (JSON.parse(data) as { data: { payment: string } }).data.payment);
}

/** A projection that keeps the type of each case fact, and may refuse one. */
function typesProjection(version: number, poison?: (type: string) => boolean): Projection {
  const table: Table = {
    name: 'types',
    columns: { k: 'integer', position: 'integer', type: 'text' },
    key: ['k', 'position'],
  };
  const fold: NonNullable<Projection['on']['CaseOpened']> = (fact, key, rows) => {
    if (poison?.(fact.type)) throw new Error('this one cannot be folded');
    rows.insert(table, [key, fact.position, `${fact.type} v${version}`]);
  };
  return {
    name: 'types',
    version,
    tables: [table],
    on: {
      CaseOpened: fold,
      DebtRegistered: fold as never,
      PaymentReceived: fold as never,
      ComplaintReceived: fold as never,
    },
  };
}

function typeRows(version: number): { type: string }[] {
  const db = new Database(join(ledger.folder, 'read.db'), { readonly: true });
  const rows = db.prepare(`SELECT type FROM types_v${version} ORDER BY position`).all() as { type: string }[];
  db.close();
  return rows;
}

describe('the projector', () => {
  it('gives byte-identical tables when the read database is deleted and built anew', async () => {
    await ledger.openRead('first.db');
    ledger.projector.start();
    await someHistory();
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(true);
    await ledger.closeRead();
    await ledger.openRead('second.db');
    await ledger.projector.catchUp();
    expect(dump('second.db')).toBe(dump('first.db'));
  });

  it('goes on from its checkpoint after a restart, in the middle of a case, without a gap or a double row', async () => {
    const [id] = await someHistory();
    await ledger.openRead('whole.db');
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.openRead('parts.db');
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.record(id as string, { type: 'RecordPayment', amount: 700 });
    for (const file of ['whole.db', 'parts.db']) {
      await ledger.openRead(file);
      await ledger.projector.catchUp();
      await ledger.closeRead();
    }
    await ledger.openRead('fresh.db');
    await ledger.projector.catchUp();
    expect(dump('parts.db')).toBe(dump('whole.db'));
    expect(dump('parts.db')).toBe(dump('fresh.db'));
  });

  it('stops a projection at a fact it cannot fold, says which and why, and the others go on', async () => {
    await someHistory();
    await ledger.openRead('read.db', [...projections(), typesProjection(1, (type) => type === 'ComplaintReceived')]);
    await ledger.projector.catchUp();
    const head = await ledger.store.head();
    const status = statusOf(ledger.projector, head, ledger.clock.now());
    const failed = status.find(({ name }) => name === 'types');
    const events = await ledger.store.readAll(0, 1_000);
    const culprit = events.find(({ type }) => type === 'ComplaintReceived');
    expect(failed).toMatchObject({ state: 'failed', failure: { event: culprit?.id, position: culprit?.position } });
    expect(failed?.failure?.message).toContain('ComplaintReceived');
    expect(failed?.failure?.message).toContain('this one cannot be folded');
    expect(failed?.position).toBe((culprit?.position as number) - 1);
    expect(typeRows(1)).toHaveLength(3);
    expect(status.filter(({ name }) => name !== 'types').every(({ position }) => position === head)).toBe(true);
  });

  it('goes on where it stopped once the fold is mended', async () => {
    await someHistory();
    await ledger.openRead('read.db', [typesProjection(1, (type) => type === 'ComplaintReceived')]);
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.openRead('read.db', [typesProjection(1)]);
    await ledger.projector.catchUp();
    expect(typeRows(1)).toHaveLength(12);
    expect(ledger.projector.trackOf('types').state).toBe('live');
  });

  it('builds a new version beside the old one, which is served until the new one has caught up, then dropped', async () => {
    await someHistory();
    await ledger.openRead('read.db', [typesProjection(1)]);
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.openRead('read.db', [typesProjection(2)]);
    expect(ledger.projector.served('types')).toBe(1);
    expect(typeRows(1)).toHaveLength(12);
    await ledger.projector.catchUp();
    expect(ledger.projector.served('types')).toBe(2);
    expect(typeRows(2)[0]).toEqual({ type: 'CaseOpened v2' });
    expect(() => typeRows(1)).toThrow(/no such table/);
  });

  it('rebuilds one key alone, up to where the projection stands', async () => {
    const [a, b] = await someHistory();
    await ledger.openRead();
    await ledger.projector.catchUp();
    const before = dump();
    const db = new Database(join(ledger.folder, 'read.db'));
    const key = db.prepare('SELECT case_key FROM cases_v1 WHERE id = ?').pluck().get(b) as number;
    db.prepare('UPDATE journal_v1 SET amount = amount + 1 WHERE case_key = ?').run(key);
    db.prepare('DELETE FROM balances_v1 WHERE case_key = ?').run(key);
    db.close();
    expect(dump()).not.toBe(before);
    await ledger.projector.rebuildKey('balances', b as string);
    expect(dump()).toBe(before);
    await ledger.projector.rebuildKey('promises', a as string);
    expect(dump()).toBe(before);
  });

  it('rebuilds a projection while it follows the ledger', async () => {
    await someHistory();
    await ledger.openRead();
    ledger.projector.start();
    await ledger.projector.reached(await ledger.store.head(), 5_000);
    const before = dump();
    await ledger.projector.rebuild('balances');
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(true);
    expect(dump()).toBe(before);
    await ledger.openCase('D');
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(true);
  });

  it('calls it stalled when it is behind and has not moved for a minute, and not when it is slow but moving', async () => {
    await ledger.openRead();
    await someHistory();
    await ledger.projector.catchUp();
    await ledger.openCase('late');
    const head = await ledger.store.head();
    const states = (): string[] => [
      ...new Set(statusOf(ledger.projector, head, ledger.clock.now()).map(({ state }) => state)),
    ];
    expect(states()).toEqual(['live']);
    ledger.clock.pass(61_000);
    expect(states()).toEqual(['stalled']);
  });

  it('waits for a position, bounded, and gives up at once when a projection stands still', async () => {
    await someHistory();
    await ledger.openRead('read.db', [typesProjection(1, (type) => type === 'ComplaintReceived')]);
    ledger.projector.start();
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(false);
    expect(ledger.projector.trackOf('types').state).toBe('failed');
  });
});
