/** A little history, a projection that can refuse facts, and what read tables hold. */
import Database from '#sqlite';
import { existsSync } from 'node:fs';
import { ask, databaseFor, dumpOfPostgres, unlessBuilt } from '../../test/support/read-place.js';
import type { TestLedger } from '../../test/support/test-ledger.js';
import type { Table } from '../tables/table.js';
import type { Projection } from './projection.js';

/** Every row of every table, as text. Whether it has caught up by now is another question. */
export async function dumpOf(file: string): Promise<string> {
  if (!existsSync(file)) return dumpOfPostgres(await databaseFor(file));
  const db = new Database(file, { readonly: true });
  try {
    const names = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[];
    return names
      .map((name) => JSON.stringify([name, db.prepare(`SELECT * FROM ${name}`).all()], unlessBuilt))
      .join('\n');
  } finally {
    db.close();
  }
}

/** Changes rows behind the projector's back. */
export async function meddle(file: string, ...statements: readonly string[]): Promise<void> {
  for (const text of statements) {
    if (!existsSync(file)) await ask(await databaseFor(file), `SET search_path = read; ${text}`);
    else new Database(file).exec(text).close();
  }
}

export async function someHistory(ledger: TestLedger): Promise<string[]> {
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
  const [payment] = await paymentsOf(ledger, ids[0] as string);
  await ledger.record(ids[0] as string, { type: 'ReversePayment', payment: payment as string, reason: 'NSF' });
  return ids;
}

async function paymentsOf(ledger: TestLedger, id: string): Promise<string[]> {
  const events = await ledger.store.readStream(id, 0, 100);
  const received = events.filter(({ type }) => type === 'PaymentReceived');
  return received.map(({ data }) => (JSON.parse(data) as { data: { payment: string } }).data.payment);
}

/** A projection that keeps the type of each case fact, and may refuse one. */
export function typesProjection(version: number, poison?: (type: string) => boolean): Projection {
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

/** What it keeps, in store order. */
export async function typesIn(file: string, version: number): Promise<string[]> {
  if (!existsSync(file)) {
    const rows = await ask(await databaseFor(file), `SELECT type FROM read.types_v${version} ORDER BY position`);
    return rows.map(({ type }) => String(type));
  }
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(`SELECT type FROM types_v${version} ORDER BY position`).pluck().all() as string[];
  } finally {
    db.close();
  }
}
