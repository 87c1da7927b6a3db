/** What was recorded is done to the keys, whatever happened in between. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import type { Done } from '../ledger/command.js';
import { decode } from '../ledger/envelope.js';
import { PARTY, PORTFOLIO, type PartyStreamCommand } from '../ledger/ledger.js';
import { openRuntime, type Runtime } from '../runtime.js';
import { KeyWarden } from './key-warden.js';
import type { SqliteKeys } from './sqlite-keys.js';

let folder: string;
let runtime: Runtime;
let party: string;
let sent = 0;

const open = async (): Promise<void> => {
  runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));
};
const send = async (command: PartyStreamCommand, by = 'key:one', cmd = `cmd-${++sent}`): Promise<Done> => {
  const outcome = await runtime.transactor.run(PARTY, party, { command, cmd, by });
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
};

/** Personal values of the party's facts, in order. */
const opened = async (): Promise<unknown[]> => {
  const events = await runtime.store.readStream(party, 0, 100);
  const all = await Promise.all(events.map((event) => runtime.vault.open(decode(event))));
  return all.filter((words) => Object.keys(words).length > 0);
};

/** Erasure asked for and approved: the facts are there, and nothing was done yet. */
async function approved(): Promise<void> {
  const { id = '' } = await send({ type: 'RequestErasure', requester: 'SUBJECT', basis: 'REQUEST', text: 'forget me' });
  await send({ type: 'ApproveErasure', erasure: id }, 'key:two');
}

const REGISTER: PartyStreamCommand = { type: 'RegisterParty', portfolio: '', kind: 'PERSON', name: 'Rosa Bianchi' };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-warden-'));
  await open();
  const portfolio = runtime.ids.stream('portfolio', ['main']);
  const command = { type: 'CreatePortfolio' as const, name: 'main', zone: 'Europe/Rome' };
  await runtime.transactor.run(PORTFOLIO, portfolio, { command, cmd: 'begin', by: 'key:one' });
  party = runtime.ids.stream('party', ['main', 'P-1']);
  await send({ ...REGISTER, portfolio }, 'key:one', 'register');
});
afterEach(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

it('a process that is killed between fact and deed does it at the next start', async () => {
  await approved();
  expect(await opened()).toEqual([{ name: 'Rosa Bianchi' }, { text: 'forget me' }]);
  await runtime.close();
  await open();
  expect(await opened()).toEqual([{ name: null }, { text: null }]);
});

it('keys that come back from a backup are destroyed again, before anything is opened', async () => {
  await runtime.close();
  copyFileSync(join(folder, 'keys.db'), join(folder, 'keys.backup'));
  await open();
  await approved();
  await runtime.warden.afterCommand('ApproveErasure', party);
  expect(await opened()).toEqual([{ name: null }, { text: null }]);
  await runtime.close();
  copyFileSync(join(folder, 'keys.backup'), join(folder, 'keys.db'));
  await open();
  expect((await opened())[0]).toEqual({ name: null });
});

it('is done once more without harm, and other commands do nothing', async () => {
  await approved();
  await runtime.warden.afterCommand('AddContactPoint', party);
  expect((await opened())[0]).toEqual({ name: 'Rosa Bianchi' });
  await runtime.warden.afterCommand('ApproveErasure', party);
  await runtime.warden.afterCommand('ApproveErasure', party);
  await runtime.warden.catchUp();
  expect((await opened())[0]).toEqual({ name: null });
});

it('a fact on an erased person gets a new key, which no old erasure destroys', async () => {
  await approved();
  await runtime.warden.afterCommand('ApproveErasure', party);
  await send({ type: 'AddContactPoint', medium: 'phone', value: '+39 055 0101' });
  await runtime.close();
  await open();
  await runtime.warden.afterCommand('ApproveErasure', party);
  expect(await opened()).toEqual([{ name: null }, { text: null }, { value: '+39 055 0101' }]);
});

it('a command that is sent again after the erasure gets its first result, whatever it says now', async () => {
  await approved();
  await runtime.warden.afterCommand('ApproveErasure', party);
  const again = await send({ ...REGISTER, name: 'Somebody Else' }, 'key:one', 'register');
  expect(again).toMatchObject({ repeated: true, revision: 0 });
});

it('looks only at what is new since it looked last', async () => {
  await runtime.warden.catchUp();
  const mark = (): unknown =>
    (runtime.keys as SqliteKeys).db.prepare("SELECT position FROM applied WHERE name = 'ledger'").get();
  expect(mark()).toEqual({ position: await runtime.store.head() });
  // A mark ahead of the ledger is that of another ledger: everything is looked at again.
  await approved();
  (runtime.keys as SqliteKeys).db.prepare("UPDATE applied SET position = 1000 WHERE name = 'ledger'").run();
  await runtime.warden.catchUp();
  expect((await opened())[0]).toEqual({ name: null });
  expect(mark()).toEqual({ position: await runtime.store.head() });
});

it('sets its mark while it runs, so that a start looks through little however much was recorded', async () => {
  const { store, keys, vault } = runtime;
  const warden = new KeyWarden(store, keys, vault);
  warden.keepUp(1);
  await approved();
  const head = await store.head();
  while ((await keys.applied('ledger')) !== head) await new Promise((resolve) => setTimeout(resolve, 5));
  await warden.stop();
  expect((await opened())[0]).toEqual({ name: null });
});
