/** The chain check, on a real ledger that is then changed behind its back. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from '#sqlite';
import { readConfig } from '../../config.js';
import type { Command } from '../../ledger/command.js';
import { CASE, PORTFOLIO } from '../../ledger/ledger.js';
import { openRuntime, type Runtime } from '../../runtime.js';
import { checkChain } from './chain.js';
import { checkLedger } from './ledger.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-chain-'));
const config = readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' });
let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime(config);
  const { ids, transactor } = runtime;
  const request = <C extends Command>(command: C) => ({ command, cmd: randomUUID(), by: 'test' });
  const portfolio = ids.stream('portfolio', ['p']);
  await transactor.run(PORTFOLIO, portfolio, request({ type: 'CreatePortfolio' as const, name: 'p', zone: 'UTC' }));
  const stream = ids.stream('case', [portfolio, 'A-1']);
  await transactor.run(CASE, stream, request({ type: 'OpenCase' as const, portfolio, ref: 'A-1', currency: 'EUR' }));
  await transactor.run(CASE, stream, request({ type: 'AssignCase' as const, assignee: 'C-1' }));
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

it('finds a sound ledger sound', async () => {
  expect(await checkChain(runtime.store)).toMatchObject({ health: 'ok', found: '2 streams with 3 facts recomputed' });
  const findings = await checkLedger(runtime);
  expect(findings.filter(({ health }) => health === 'fail')).toEqual([]);
});

it('finds a body that was changed, although the file is in order for SQLite', async () => {
  const db = new Database(join(folder, 'ledger.db'));
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  const { changes } = db.prepare("UPDATE events SET data = replace(data, 'A-1', 'A-2') WHERE position = 2").run();
  db.close();
  expect(changes).toBe(1);
  expect(await checkChain(runtime.store)).toMatchObject({
    health: 'fail',
    found: expect.stringContaining('@1 does not follow'),
  });
});
