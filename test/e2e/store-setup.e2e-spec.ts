/** A ledger on a KurrentDB (the stand-in), its server-side scripts set up by the program, and what users read of them. */
import { EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import { storeSetup, type StoreSetupOptions } from '../../src/cli/answers/store-setup.js';
import { HttpLedger } from '../support/http-ledger.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { runAnswer, type Answered } from '../support/run-answer.js';
import { Installation, type Ended } from './cli-installation.js';

let server: StandIn;
let ledger: HttpLedger;
let home: Installation;
let client: EventStoreDBClient;
let [url, portfolio, party, caseId] = ['', '', '', ''];

const setup = (options: StoreSetupOptions = {}): Promise<Answered> =>
  runAnswer(ledger.folder, (cli) => storeSetup(cli, options), { QUITTANCE_STORE: url });
const cli = (args: readonly string[], store = url): Promise<Ended> =>
  home.run(['store', ...args, '--data', ledger.folder], { QUITTANCE_STORE: store });

/** What a user reads: the facts that the links lead to. */
async function linked(stream: string): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  for await (const event of client.readStream(stream, { resolveLinkTos: true })) events.push(event);
  return events;
}
const typesIn = async (stream: string): Promise<string[]> =>
  (await linked(stream)).map(({ event }) => event?.type ?? 'gone');
const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

async function worked(): Promise<void> {
  const at = `/v1/cases/${caseId}`;
  await ledger.record(`${at}/parties`, { party, role: 'DEBTOR' });
  await ledger.record(`${at}/assignments`, { assignee: 'staff-042' });
  await ledger.record(`${at}/contacts`, { channel: 'phone', party, staff: 'staff-042', cause: 'busy' });
  await ledger.record(`${at}/notes`, { text: 'Called in the morning.' });
  await ledger.record(`${at}/assignments`, { assignee: 'Anna Rossi' });
}

beforeAll(async () => {
  server = await StandIn.start();
  url = `${server.url}&streamPrefix=alpha`;
  client = EventStoreDBClient.connectionString(server.url);
  // Read tables of its own: with shared ones a process seals only while it has that role, which 'serve' takes on.
  ledger = new HttpLedger({ QUITTANCE_STORE: url, QUITTANCE_READ_DB: '' });
  home = await Installation.make();
  await ledger.start();
  portfolio = (await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' })).stream;
  party = (await ledger.record('/v1/parties', { portfolio: 'main', kind: 'PERSON', name: 'Rosa Bianchi' })).stream;
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream;
}, 60_000);
afterAll(async () => {
  await ledger.close();
  await home.remove();
  await client.dispose();
  await server.stop();
});

it('says what it would do, does it beside a serving ledger, and has nothing to do when it is run again', async () => {
  const dry = await cli(['setup', '--dry-run', '--json']);
  expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, changes: 3, faulted: 0 });
  expect(server.projections.all.size).toBe(0);
  const first = await cli(['setup']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^alphaquittance-by-party-1 +created +running +100 % +alphaquittance_by_party_1-…$/m);
  expect(await setup()).toMatchObject({ exit: 0, document: { changes: 0, faulted: 0 } });
  const status = await cli(['status']);
  expect(status.stdout).toMatch(/^alphaquittance-by-agent-1 +unchanged +running/m);
}, 60_000);

it('links what is recorded from then on, and what was there, by party, agent and portfolio', async () => {
  await worked();
  expect(await typesIn(`alphaquittance_by_party_1-${idOf(party)}`)).toEqual([
    'PartyRegistered',
    'CaseLinked',
    'PartyLinked',
    'ContactAttempted',
  ]);
  expect(await typesIn('alphaquittance_by_agent_1-staff-042')).toEqual(['CaseAssigned', 'ContactAttempted']);
  expect(await typesIn(`alphaquittance_by_portfolio_1-${idOf(portfolio)}`)).toEqual([
    'PortfolioCreated',
    'CaseOpened',
    'CaseAssigned',
    'CaseAssigned',
  ]);
});

it('makes no stream of a name, and shows nothing that is sealed', async () => {
  const names = [...new Set(server.log.records.map(({ stream }) => stream))];
  const made = names.filter((name) => name.startsWith('alphaquittance'));
  expect(made).toHaveLength(3);
  expect(made.join(' ')).not.toMatch(/Anna|Rossi|Bianchi/);
  const texts = server.log.records
    .filter(({ stream }) => made.includes(stream))
    .map(({ data, meta }) => `${data.toString()} ${meta.toString()}`);
  expect(texts.join(' ')).not.toMatch(/Bianchi|morning/);
});

it('changes nothing for the ledger: it reads on, seals on, and starts anew on a log full of links', async () => {
  const { entries } = (await ledger.get(`/v1/cases/${caseId}/history`)).body;
  expect(entries.length).toBeGreaterThan(5);
  expect(await ledger.runtime.sealer.sealNow({ heads: true })).toBe(true);
  const own = server.log.records.filter(({ stream, type }) => /^alpha[a-z]+-/.test(stream) && !type.startsWith('$'));
  const read = await ledger.runtime.wholeStore.readAll(0, 4096);
  expect(read.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  await ledger.stop();
  await ledger.start();
  expect((await ledger.get(`/v1/cases/${caseId}/history`)).body['entries']).toEqual(entries);
}, 60_000);

it('ends with one line and exit 2 where there is no server, and with 1 where the server refuses', async () => {
  const embedded = await cli(['setup'], '');
  expect(embedded).toMatchObject({ code: 2, stdout: '' });
  expect(embedded.stderr).toBe(
    'quittance: The store of this ledger is a SQLite file: only a KurrentDB runs projections. Give --url esdb://host:2113.\n',
  );
  const wrong: readonly [string, RegExp][] = [
    ['sqlite:./ledger.db', /^--url names no server/],
    ['esdb://', /^--url: .*names no host/],
    ['http://user:secret@db1', /^(?!.*secret)--url names no server/],
    ['esdb://db1?colour=red', /^--url: .*'colour'/],
  ];
  for (const [given, message] of wrong) {
    expect(await setup({ url: given })).toMatchObject({ exit: 2, message: expect.stringMatching(message) });
  }
  server.faults.withoutRights = true;
  expect(await setup()).toMatchObject({ exit: 1, message: expect.stringMatching(/\$admins/) });
  server.faults.reset();
});

it('ends with 1, and the reason, where one is faulted', async () => {
  const there = server.projections.all.get('alphaquittance-by-agent-1');
  Object.assign(there!, { status: 'Faulted', reason: 'the disk is full' });
  const said = await cli(['status']);
  expect(said.code).toBe(1);
  expect(said.stdout).toMatch(/^alphaquittance-by-agent-1 .*faulted.*the disk is full$/m);
  server.projections.enable(there!);
  const help = await cli(['setup', '--help']);
  expect(help.stdout).toMatch(/--remove-old[\s\S]*Examples:\n {2}quittance store setup --url/);
});
