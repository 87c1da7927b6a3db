/** Which store a setting names, and the ledger on a server from its first start on. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StandIn } from '../test/support/kurrent/stand-in.js';
import { ConfigError, readConfig, type Config } from './config.js';
import { CASE, PORTFOLIO } from './ledger/ledger.js';
import { CATEGORIES, openStore } from './open-store.js';
import { KeysMissing } from './ledger-files.js';
import { openRuntime } from './runtime.js';
import { hasLedger, storePlace } from './store-place.js';

let server: StandIn;
let folder: string;

beforeAll(async () => {
  server = await StandIn.start();
});
afterAll(() => server.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quittance-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = (store: string): Config =>
  readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent', QUITTANCE_STORE: store });
const onServer = (prefix: string): Config => config(`${server.url}&streamPrefix=${prefix}`);

it('names a file, a server, or neither', () => {
  expect(storePlace(config(''))).toEqual({ file: join(folder, 'ledger.db') });
  expect(storePlace(config('sqlite:/x/y.db'))).toEqual({ file: '/x/y.db' });
  expect(storePlace(config('esdb://db:2113'))).toEqual({ url: 'esdb://db:2113' });
  expect(() => storePlace(config('mysql://db'))).toThrow(ConfigError);
});

it('tells a URL that cannot be used before anything is begun', async () => {
  await expect(openStore(config('esdb://me:pw@db?tls=false'))).rejects.toThrow(/QUITTANCE_STORE: .*credentials/);
  await expect(openStore(config('esdb://me:pw@db?tls=false'))).rejects.toThrow(ConfigError);
});

it('follows the streams of every kind that is written', () => {
  expect([...CATEGORIES].sort()).toEqual(
    ['access', 'agency', 'case', 'incident', 'party', 'portfolio', 'rulepack', 'seal', 'staff'].sort(),
  );
});

it('tells of each append on a server what became of it', async () => {
  const told: string[] = [];
  const store = await openStore(onServer('told'), {
    told: (events, { kind }) => void told.push(`${events.length} ${kind}`),
  });
  const event = { id: randomUUID(), type: 'CaseNoteAdded', data: '{}', meta: '{}' };
  const stream = `case-${randomUUID()}`;
  await store.append(stream, [event], 'no-stream');
  await store.append(stream, [{ ...event, id: randomUUID() }], 5);
  await store.close();
  expect(told).toEqual(['1 appended', '1 conflict']);
});

it('keeps a ledger: begun, written, closed, opened again, sealed', async () => {
  expect(hasLedger(onServer('begun'))).toBe(false);
  const first = await openRuntime(onServer('begun'));
  const portfolio = first.ids.stream('portfolio', ['main']);
  const begin = { type: 'CreatePortfolio' as const, name: 'main', zone: 'Europe/Rome', currency: 'EUR' };
  await first.transactor.run(PORTFOLIO, portfolio, { command: begin, cmd: 'begin', by: 'key:test' });
  const id = first.ids.stream('case', [portfolio, 'C-1']);
  const open = { type: 'OpenCase' as const, portfolio, ref: 'C-1', occurredAt: '2026-03-01' };
  const done = await first.transactor.run(CASE, id, { command: open, cmd: 'open', by: 'key:test' });
  expect(done).toMatchObject({ kind: 'done', revision: 0 });
  await first.close();

  expect(hasLedger(onServer('begun'))).toBe(true);
  const again = await openRuntime(onServer('begun'));
  expect(await again.transactor.run(CASE, id, { command: open, cmd: 'open', by: 'key:test' })).toEqual({
    ...done,
    repeated: true,
  });
  again.projector.start();
  expect(await again.projector.reached(await again.store.head(), 20_000)).toBe(true);
  expect(await again.sealer.sealNow()).toBe(true);
  expect(again.sealer.published?.size).toBeGreaterThanOrEqual(2);
  expect(await again.wholeStore.head()).toBeGreaterThan(await again.store.head());
  await again.close();
  expect(server.log.stream(`begun${id}`)).toHaveLength(1);
});

it('does not begin keys beside a ledger on a server that holds facts', async () => {
  const runtime = await openRuntime(onServer('keyless'));
  const begin = { type: 'CreatePortfolio' as const, name: 'main', zone: 'Europe/Rome' };
  const stream = runtime.ids.stream('portfolio', ['main']);
  await runtime.transactor.run(PORTFOLIO, stream, { command: begin, cmd: 'begin', by: 'key:test' });
  await runtime.close();
  rmSync(folder, { recursive: true });
  await expect(openRuntime(onServer('keyless'))).rejects.toThrow(KeysMissing);
});
