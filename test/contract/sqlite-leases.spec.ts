/** Leases in `ops.db`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteLeases } from '../../src/operations/sqlite.leases.js';
import { leasesContract } from './leases.contract.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-ops-'));
const file = join(folder, 'ops.db');
afterAll(() => rmSync(folder, { recursive: true }));

leasesContract('ops.db', () => Promise.resolve(SqliteLeases.open(file)));

it('who has the lock of the ledger frees the leases of those before, and fences go on', async () => {
  const before = SqliteLeases.open(file);
  await before.acquire('sealer', 'gone', 3_600);
  await before.close();
  const after = SqliteLeases.open(file);
  after.freeAll();
  expect(await after.acquire('sealer', 'next', 10)).toBe(2);
  await after.close();
});

it('fails as a promise does where the file is closed', async () => {
  const leases = SqliteLeases.open(file);
  await leases.close();
  expect(await leases.renew('sealer', 1, 10).then(() => 'renewed', String)).not.toBe('renewed');
});
