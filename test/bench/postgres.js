// The projector on PostgreSQL against the same projector on SQLite: all projections folded anew from the same ledger.
import { helper } from '../postgres/helper.js';
import { compare, load } from './kit.js';

const { openReadSide } = await load('projections/projector/open-read-side.js');
const { projections } = await load('projections/index.js');

/** Undefined where there is no PostgreSQL. Facts a second of each, fsync on as a real server has it. */
export async function postgresProjector({ runtime }) {
  const { POSTGRES_HERE, testPostgres } = await helper();
  if (!POSTGRES_HERE) return undefined;
  const server = await testPostgres({ fsync: 'on', full_page_writes: 'on' });
  try {
    const { store, clock, projector } = runtime;
    const parts = { store, clock, projections, warn: () => undefined };
    const other = await openReadSide({ url: server.url }, parts);
    await projector.catchUp();
    const head = await store.head();
    const anew = async (which) => {
      for (const { name } of which.tracks) await which.rebuild(name);
      await which.catchUp();
      return head;
    };
    try {
      return await compare(
        () => anew(other.projector),
        () => anew(projector),
      );
    } finally {
      await other.projector.close();
      await other.readDb.close();
    }
  } finally {
    await server.stop();
  }
}
