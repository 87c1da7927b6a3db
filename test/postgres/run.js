// npm run test:postgres [-- files]: the suites of the read side and end to end, with the read tables in PostgreSQL.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helper } from './helper.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SUITES = ['projections/', 'test/e2e/', 'test/contract/read-db'];

function suites(url) {
  const given = process.argv.slice(2);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const flags = ['--disable-warning=ExperimentalWarning'];
  const env = {
    ...process.env,
    QUITTANCE_TEST_READ_DB: 'postgres',
    QUITTANCE_TEST_PG_URL: url,
  };
  const run = spawn(process.execPath, [...flags, jest, ...(given.length > 0 ? given : SUITES)], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return new Promise((resolve) => run.on('close', (code) => resolve(code ?? 1)));
}

const { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES } = await helper();
if (!POSTGRES_HERE) {
  console.error(`npm run test:postgres:${WITHOUT_POSTGRES}`);
  process.exit(77);
}
const { url, stop } = await testPostgres();
process.on('SIGINT', () => undefined);
try {
  process.exitCode = await suites(url);
} finally {
  await stop();
}
