import pg from 'pg';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES } from './postgres.js';

(POSTGRES_HERE ? describe : describe.skip)(`a throw-away PostgreSQL${WITHOUT_POSTGRES}`, () => {
  it('answers, and is gone when stopped', async () => {
    const server = await testPostgres();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<{ one: number }>('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
    await client.end();
    await server.stop();
    const late = new pg.Client({ connectionString: server.url });
    await expect(late.connect()).rejects.toThrow();
  });
});
