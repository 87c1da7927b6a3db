/** Setting up what runs in a server, over gRPC on the stand-in: every state of it, and everything that it may refuse. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, START, type ResolvedEvent } from '@eventstore/db-client';
import { openKurrent } from '../../src/store/kurrent/open.js';
import { openProjections } from '../../src/store/setup/kurrent-projections.js';
import type { ManagedProjections } from '../../src/store/remote/managed-projections.js';
import { StoreRefused, StoreUnavailable } from '../../src/store/port.js';
import { scriptOf, shippedScripts, type Script } from '../../src/store/setup/scripts.js';
import { setUpProjections, type SetUp } from '../../src/store/setup/setup.js';
import { StandIn } from '../support/kurrent/stand-in.js';

let server: StandIn;
let managed: ManagedProjections;

beforeEach(async () => {
  server = await StandIn.start();
  managed = openProjections(server.url);
});
afterEach(async () => {
  await managed.close();
  await server.stop();
});

const scripts = shippedScripts();
const [agent] = scripts as [Script];
/** The same script, as a later release would have it. */
const next = scriptOf(
  agent.text.replaceAll('quittance_by_agent_1', 'quittance_by_agent_2').replace('version 1:', 'version 2:'),
);

const setUp = (more: Partial<Parameters<typeof setUpProjections>[1]> = {}): Promise<readonly SetUp[]> =>
  setUpProjections(managed, { scripts, prefix: '', removeOld: false, dryRun: false, ...more });
const deeds = (all: readonly SetUp[]): string[] =>
  all.map(({ base, version, deed, state }) => `${base}@${version} ${deed} ${state}`);

function assigned(code: string, stream = `case-${randomUUID()}`): string {
  const data = Buffer.from(JSON.stringify({ data: { assignee: code } }));
  server.log.append(
    stream,
    [{ id: randomUUID(), type: 'CaseAssigned', isJson: true, data, meta: Buffer.alloc(0) }],
    'any',
  );
  return stream;
}

/** A read to its end; `Array.fromAsync` is not in Node 20. */
async function eventsOf(read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  for await (const event of read) events.push(event);
  return events;
}

const links = (name: string): string[] => server.log.stream(name).map(({ data }) => data.toString());

it('creates all, and changes nothing when it is run again, also after a restart of the server', async () => {
  expect(deeds(await setUp({ dryRun: true }))).toEqual([
    'by-agent@1 create missing',
    'by-party@1 create missing',
    'by-portfolio@1 create missing',
  ]);
  expect(server.projections.all.size).toBe(0);
  const first = await setUp();
  expect(first.map(({ deed }) => deed)).toEqual(['create', 'create', 'create']);
  expect(first.map(({ state }) => state)).toEqual(['running', 'running', 'running']);
  await server.restart();
  const tail = server.log.tail;
  const again = await setUp();
  expect(
    again.every(({ deed, state, progress }) => deed === 'unchanged' && state === 'running' && progress === 100),
  ).toBe(true);
  expect(server.log.tail).toBe(tail);
});

it('gives back the text, and the state, that somebody changed on the server', async () => {
  await setUp({ scripts: [agent] });
  await managed.update('quittance-by-agent-1', 'fromAll().when({});');
  await managed.disable('quittance-by-agent-1');
  expect(deeds(await setUp({ scripts: [agent] }))).toEqual(['by-agent@1 update running']);
  await managed.disable('quittance-by-agent-1');
  expect(deeds(await setUp({ scripts: [agent] }))).toEqual(['by-agent@1 enable running']);
  const one = assigned('staff-1');
  expect(links('quittance_by_agent_1-staff-1')).toEqual([`0@${one}`]);
});

it('stops an older version when a newer one is there, and deletes it with its streams where that is asked for', async () => {
  await setUp({ scripts: [agent] });
  const one = assigned('staff-1');
  expect(deeds(await setUp({ scripts: [next] }))).toEqual(['by-agent@2 create running', 'by-agent@1 disable stopped']);
  expect(links('quittance_by_agent_2-staff-1')).toEqual([`0@${one}`]);
  const two = assigned('staff-1');
  expect([links('quittance_by_agent_1-staff-1'), links('quittance_by_agent_2-staff-1')]).toEqual([
    [`0@${one}`],
    [`0@${one}`, `0@${two}`],
  ]);
  // The older program leaves what the newer one made.
  expect(deeds(await setUp({ scripts: [agent], removeOld: true }))).toEqual([
    'by-agent@1 left stopped',
    'by-agent@2 left running',
  ]);
  expect(deeds(await setUp({ scripts: [next], removeOld: true }))).toEqual([
    'by-agent@2 unchanged running',
    'by-agent@1 remove missing',
  ]);
  const client = EventStoreDBClient.connectionString(server.url);
  const read = async (name: string): Promise<number> => (await eventsOf(client.readStream(name))).length;
  expect(await read('quittance_by_agent_1-staff-1').catch(({ type }: { type: string }) => type)).toBe(
    'stream-not-found',
  );
  expect(await read('quittance_by_agent_2-staff-1')).toBe(2);
  await client.dispose();
});

it('stops a running one before it removes it', async () => {
  await setUp({ scripts: [agent] });
  const done = await setUp({ scripts: [next], removeOld: true });
  expect(deeds(done)).toEqual(['by-agent@2 create running', 'by-agent@1 remove missing']);
});

it('tells why one is faulted', async () => {
  const broken = scriptOf(agent.text.replace('said = payload(e)', 'said = nobody(e)'));
  const [made] = await setUp({ scripts: [broken] });
  expect(made).toMatchObject({ state: 'running' });
  const data = Buffer.from('{"data":{"from":"A1","to":"A2"}}');
  server.log.append(
    'case-1',
    [{ id: randomUUID(), type: 'CaseHandedOver', isJson: true, data, meta: Buffer.alloc(0) }],
    'any',
  );
  const [now] = await setUp({ scripts: [broken] });
  expect(now).toMatchObject({
    deed: 'unchanged',
    state: 'faulted',
    reason: expect.stringContaining('nobody is not defined'),
  });
  // The next release mends it; what it could not read is read then.
  const [mended] = await setUp({ scripts: [agent] });
  expect(mended).toMatchObject({ deed: 'update', state: 'running' });
  expect(links('quittance_by_agent_1-A2')).toEqual(['0@case-1']);
});

describe('a server that does not do it', () => {
  const impatient = (url = server.url): ManagedProjections => openProjections(url, 400);
  const listed = async (projections: ManagedProjections): Promise<Error> => {
    const said = await projections.list().then(
      () => new Error('it did'),
      (error: Error) => error,
    );
    await projections.close();
    return said;
  };

  it('one without rights is told which group it takes', async () => {
    server.faults.withoutRights = true;
    const said = await listed(impatient());
    expect(said).toBeInstanceOf(StoreRefused);
    expect(said.message).toMatch(/\$admins.*\$ops/);
  });

  it('one that is silent is left after the deadline, which is ours', async () => {
    server.faults.silentProjections = true;
    const said = await listed(impatient());
    expect(said).toBeInstanceOf(StoreUnavailable);
    expect(said.message).toMatch(/not started there.*RunProjections=All/);
    const changing = impatient();
    expect(await changing.enable('quittance-by-agent-1').then(() => '', String)).toMatch(/no answer .* within 400 ms/);
    await changing.close();
  });

  it('one without projections is told how to start it', async () => {
    const without = await StandIn.start({ projections: false });
    const said = await listed(impatient(without.url));
    expect(said).toBeInstanceOf(StoreRefused);
    expect(said.message).toMatch(/runs without projections.*RunProjections=All/);
    await without.stop();
  });

  it('one that is away is waited for, no longer than the deadline', async () => {
    server.faults.unavailable = true;
    expect(await listed(impatient())).toBeInstanceOf(StoreUnavailable);
    const waiting = managed.list();
    await sleep(250);
    server.faults.reset();
    expect(await waiting).toEqual([]);
  });

  it('a change that it refuses says so', async () => {
    const said = await managed.enable('quittance-by-moon-1').then(
      () => new Error('it did'),
      (error: Error) => error,
    );
    expect(said).toBeInstanceOf(StoreRefused);
    expect(said.message).toMatch(/quittance-by-moon-1 not found/);
  });
});

describe('links', () => {
  it('are resolved for who reads them, and kept apart from the ledger with other letters', async () => {
    const alpha = openProjections(`${server.url}&streamPrefix=alpha`);
    await setUpProjections(alpha, { scripts, prefix: alpha.streamPrefix, removeOld: false, dryRun: false });
    assigned('staff-1');
    const stream = assigned('staff-1', `alphacase-${randomUUID()}`);
    const client = EventStoreDBClient.connectionString(server.url);
    const read = await eventsOf(
      client.readStream('alphaquittance_by_agent_1-staff-1', { fromRevision: START, resolveLinkTos: true }),
    );
    expect(read).toHaveLength(1);
    expect(read[0]?.event).toMatchObject({
      streamId: stream,
      type: 'CaseAssigned',
      data: { data: { assignee: 'staff-1' } },
    });
    expect(read[0]?.link?.metadata).toMatchObject({ quittance: 'by-agent@1', $causedBy: read[0]?.event?.id });
    await Promise.all([client.dispose(), alpha.close()]);
  });

  it('never reach the ledger, not even in streams named as ours', async () => {
    await setUp();
    const store = await openKurrent({ url: server.url, categories: ['case', 'party'] });
    const first = assigned('staff-1');
    const link = (stream: string, id: string = randomUUID()): void =>
      void server.log.append(
        stream,
        [{ id, type: '$>', isJson: false, data: Buffer.from(`0@${first}`), meta: Buffer.alloc(0) }],
        'any',
      );
    for (let i = 0; i < 40; i++) link('case-of-somebody');
    const last = assigned('staff-1');
    for (let i = 0; i < 3; i++) link('case-of-somebody');
    const facts = server.log.records.filter(({ type }) => type === 'CaseAssigned').map(({ id }) => id);
    const ids = (page: readonly { id: string }[]): string[] => page.map(({ id }) => id);
    // Pages smaller than the run of links: its end is no end of the facts.
    const [one] = await store.readAll(0, 1);
    expect(ids([one!, ...(await store.readAll(one!.position, 1))])).toEqual(facts);
    expect(ids(await store.readAll(0, 10))).toEqual(facts);
    expect(ids(await store.readBack('end', 5))).toEqual([...facts].reverse());
    expect(await store.head()).toBe(server.log.stream(last)[0]?.position);
    const told: string[] = [];
    const enough = new AbortController();
    for await (const page of store.subscribe(0, enough.signal)) {
      told.push(...ids(page));
      if (told.length >= facts.length) enough.abort();
    }
    expect(told).toEqual(facts);
    await store.close();
  });
});
