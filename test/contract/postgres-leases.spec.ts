/** Leases in PostgreSQL. */
import { PostgresLeases } from '../../src/operations/postgres.leases.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { leasesContract } from './leases.contract.js';

(POSTGRES_HERE ? describe : describe.skip)(`PostgreSQL${WITHOUT_POSTGRES}`, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await testPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  leasesContract('schema ops', () => PostgresLeases.open(server.url));

  it('says so where nobody answers', async () => {
    await expect(PostgresLeases.open('postgres://app@127.0.0.1:1/none')).rejects.toThrow(/ECONNREFUSED/);
  });
});
