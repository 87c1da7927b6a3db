/** A sealed ledger copied onto a KurrentDB (the stand-in, over gRPC) and back: the same events, and it goes on. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { storeCopy } from '../../src/cli/answers/store-copy.js';
import { SqliteStore } from '../../src/store/sqlite/sqlite.store.js';
import type { StoredEvent } from '../../src/store/port.js';
import { HttpLedger } from '../support/http-ledger.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { runAnswer, type Answered } from '../support/run-answer.js';

const before = new HttpLedger();
const after = new HttpLedger();
let server: StandIn;

const fileOf = (ledger: HttpLedger): string => join(ledger.folder, 'ledger.db');
const copy = (from: string, to: string): Promise<Answered> =>
  runAnswer(before.folder, (cli) => storeCopy(cli, { from, to }));

async function eventsIn(ledger: HttpLedger): Promise<Omit<StoredEvent, 'position'>[]> {
  const store = SqliteStore.open({ file: fileOf(ledger), readonly: true });
  const events = await store.readAll(0, 4096);
  await store.close();
  return events.map(({ position: _, ...rest }) => rest);
}

beforeAll(async () => {
  server = await StandIn.start();
  await before.start();
  await before.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  for (const ref of ['A1', 'A2']) {
    const id = (await before.record('/v1/cases', { portfolio: 'main', ref })).stream as string;
    await before.record(`/v1/cases/${id}/debts`, { currency: 'EUR', balances: { principal: 5_000 } });
    await before.record(`/v1/cases/${id}/payments`, { amount: 1_000, currency: 'EUR' });
    await before.record(`/v1/cases/${id}/notes`, { text: 'before the move' });
    await before.runtime.sealer.sealNow({ heads: true });
  }
  await before.stop();
}, 60_000);
afterAll(async () => {
  await server.stop();
  for (const { folder } of [before, after]) rmSync(folder, { recursive: true, force: true });
});

it('has the same events there, in order, and every published root', async () => {
  const events = (await eventsIn(before)).length;
  const first = await copy(`sqlite:${fileOf(before)}`, server.url);
  expect(first).toMatchObject({
    exit: 0,
    document: { events, copied: events, sameAppends: true, since: 0, sealed: { checkpoints: 2, problem: null } },
  });
  expect((await copy(`sqlite:${fileOf(before)}`, server.url)).document).toMatchObject({ events, copied: 0 });
});

it('comes back byte for byte, cuts no append, and seals on from the last checkpoint', async () => {
  const there = await copy(server.url, `sqlite:${fileOf(after)}`);
  expect(there).toMatchObject({ exit: 0, document: { sameAppends: false, sealed: { checkpoints: 2, problem: null } } });
  expect(await eventsIn(after)).toEqual(await eventsIn(before));
  for (const name of ['keys.db', 'master.key']) copyFileSync(join(before.folder, name), join(after.folder, name));
  await after.start();
  try {
    expect(await after.runtime.sealer.open()).toBe(true);
    const size = after.runtime.sealer.published?.size ?? 0;
    expect(size).toBe(there.document['sealed'].last.size);
    await after.record('/v1/cases', { portfolio: 'main', ref: 'A3' });
    expect(await after.runtime.sealer.sealNow({ heads: true })).toBe(true);
    expect(after.runtime.sealer.published?.size).toBeGreaterThan(size);
  } finally {
    await after.stop();
  }
});

it('goes on with a server that ended in the middle, and refuses one that holds another ledger', async () => {
  const other = await StandIn.start();
  try {
    // What a killed copy leaves: the first appends.
    const half = new HttpLedger();
    const from = SqliteStore.open({ file: fileOf(before), readonly: true });
    const to = SqliteStore.open({ file: fileOf(half) });
    for (const { stream, revision, id, type, data, meta } of (await from.readAll(0, 4096)).slice(0, 2)) {
      await to.append(stream, [{ id, type, data, meta }], revision === 0 ? 'no-stream' : revision - 1);
    }
    await Promise.all([from.close(), to.close()]);
    expect((await copy(`sqlite:${fileOf(half)}`, other.url)).document).toMatchObject({ copied: 2 });
    expect((await copy(`sqlite:${fileOf(before)}`, other.url)).exit).toBe(0);
    const refused = await copy(`sqlite:${fileOf(half)}`, other.url);
    expect(refused).toMatchObject({ exit: 2, message: expect.stringMatching(/the target goes on with/) });
    rmSync(half.folder, { recursive: true, force: true });
    expect(await copy(`sqlite:${fileOf(before)}`, 'esdb://')).toMatchObject({
      exit: 2,
      message: expect.stringMatching(/^--to/),
    });
  } finally {
    await other.stop();
  }
});
