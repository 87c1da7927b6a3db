/** The doctor on read tables that are not of the ledger beside them. */
import Database from '#sqlite';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config.js';
import { PORTFOLIO } from '../../ledger/ledger.js';
import { openRuntime, type Runtime } from '../../runtime.js';
import { checkLedger } from './ledger.js';
import { checkReadSide } from './read-side.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-doctor-'));
const file = join(folder, 'read.db');
let runtime: Runtime;

const start = async (): Promise<void> => {
  runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));
  await runtime.projector.catchUp();
};

beforeEach(start);
afterEach(() => runtime.close());
afterAll(() => rmSync(folder, { recursive: true }));

it('finds them in order', async () => {
  const command = { type: 'CreatePortfolio' as const, name: 'p', zone: 'UTC' };
  await runtime.transactor.run(PORTFOLIO, runtime.ids.stream('portfolio', ['p']), { command, cmd: 'p', by: 'test' });
  await runtime.projector.catchUp();
  const found = await checkReadSide(runtime);
  expect(found).toMatchObject({ health: 'ok', found: expect.stringMatching(/^[1-9]\d* checkpoints stand at facts/) });
  expect(await checkLedger(runtime)).toContainEqual(found);
});

it.each([
  ['ahead of the ledger', 'position = 99', /clock v\d+: it stands at position 99, but the ledger ends at 1/],
  ['of another ledger', "event = 'e'", /clock v\d+: it stands at position 1, where the ledger has another fact/],
])('says that they are %s, and after the next start that they were built anew', async (_what, change, why) => {
  const db = new Database(file);
  db.exec(`UPDATE checkpoints SET ${change} WHERE name = 'clock'`);
  db.close();
  expect(await checkReadSide(runtime)).toMatchObject({ health: 'fail', found: expect.stringMatching(why) });
  await runtime.close();
  await start();
  expect(await checkReadSide(runtime)).toMatchObject({ health: 'warn', found: expect.stringMatching(why) });
});

it('says that a broken read database was built anew', async () => {
  await runtime.close();
  writeFileSync(file, 'this is no database '.repeat(200));
  await start();
  expect(await checkReadSide(runtime)).toMatchObject({ health: 'warn', found: expect.stringContaining('no database') });
});
