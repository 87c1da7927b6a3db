/** The contract on KurrentDB, spoken to over gRPC: the stand-in of `test/support/kurrent`. */
import { openKurrent } from '../../src/store/kurrent/open.js';
import type { EventStore } from '../../src/store/port.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { storeContract } from './store.contract.js';
import { transactContract } from './transact.contract.js';
import type { Opened } from './store/kit.js';

const categories = ['case', 'party'];

async function open(): Promise<Opened> {
  const server = await StandIn.start();
  const begin = (): Promise<EventStore> => openKurrent({ url: server.url, categories });
  let store = await begin();
  return {
    store,
    async reopen() {
      await store.close();
      await server.restart();
      store = await begin();
      return store;
    },
    async cleanup() {
      await store.close();
      await server.stop();
    },
  };
}

/**
 * What a KurrentDB does not know: where an append began and ended (a part of one, sent again, is taken for it), which ids
 * it holds elsewhere (ids are drawn at random), and, when it finds an append stored, that it was (it answers the same).
 */
storeContract('KurrentStore', open, { appendBoundaries: false, knowsIds: false, tellsRepeats: false });

transactContract('KurrentStore', open);
