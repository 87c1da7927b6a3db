/** `quittance reporting …`: which logins of the database read the views, and what they see. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { ask, newDatabase } from '../support/read-place.js';
import { Installation, type Ended } from './cli-installation.js';

const login = `bi_${randomUUID().slice(0, 8)}`;
let installation: Installation;
beforeAll(async () => {
  installation = await Installation.make();
}, 300_000);
afterAll(() => installation.remove());

it('on SQLite exits 2 with one clear line', async () => {
  const folder = join(installation.folder, 'embedded');
  await installation.run(['key', 'create', '--data', folder]);
  for (const args of [['setup'], ['list'], ['grant', login, '--all'], ['revoke', login]]) {
    const { code, stdout, stderr } = await installation.run(['reporting', ...args, '--data', folder]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim()).toMatch(/^[^\n]*QUITTANCE_READ_DB=postgres:[^\n]*$/);
  }
}, 120_000);

(POSTGRES_HERE ? describe : describe.skip)(`on PostgreSQL${WITHOUT_POSTGRES}`, () => {
  let server: TestPostgres;
  let url: string;
  const run = (...args: readonly string[]): Promise<Ended> => {
    const env = { QUITTANCE_DATA: join(installation.folder, 'grown'), QUITTANCE_READ_DB: url };
    return installation.run(['reporting', ...args], env);
  };

  beforeAll(async () => {
    server = await testPostgres();
    url = await newDatabase(server.url);
    await ask(url, `CREATE ROLE ${login} LOGIN`);
    await installation.run(['key', 'create', '--data', join(installation.folder, 'grown')]);
  }, 120_000);
  afterAll(async () => {
    await ask(url, `DROP OWNED BY ${login}; DROP ROLE ${login}`);
    await server.stop();
  });

  it('grants, lists and revokes', async () => {
    expect(await run('grant', login, '--all')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/reporting setup/),
    });
    expect(await run('setup')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^report\.balances$/m) });
    expect(await run('grant', login)).toMatchObject({ code: 2, stderr: expect.stringMatching(/--portfolio.*--all/) });
    expect(await run('grant', login, '--portfolio', 'nowhere')).toMatchObject({ code: 4 });
    expect(await run('grant', 'nobody_of_this_name', '--all')).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/has no login 'nobody_of_this_name'.*sets no passwords/),
    });
    expect(await run('grant', login, '--all')).toMatchObject({ code: 0 });
    const { readers } = JSON.parse((await run('list', '--json')).stdout) as { readers: object[] };
    expect(readers).toEqual([
      {
        ...{ login, portfolios: null, member: true },
        since: expect.stringMatching(/^\d{4}-.*Z$/),
        grantedBy: expect.stringMatching(/^local:/),
      },
    ]);
    expect(await run('revoke', login)).toMatchObject({ code: 0 });
    expect(await run('revoke', login)).toMatchObject({ code: 4 });
    expect(JSON.parse((await run('list', '--json')).stdout)).toEqual({ readers: [] });
  }, 300_000);
});
