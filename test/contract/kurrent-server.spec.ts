/** The contract on a real server. Each store has streams of its own there, so it is empty when a test begins. */
import { openKurrent } from '../../src/store/kurrent/open.js';
import type { EventStore } from '../../src/store/port.js';
import { serverHere } from '../support/kurrent/server-here.js';
import { withPrefix } from '../support/store-on-server.js';
import { storeContract } from './store.contract.js';
import { transactContract } from './transact.contract.js';
import type { Opened } from './store/kit.js';

const server = await serverHere();

async function open(): Promise<Opened> {
  if ('why' in server) throw new Error(server.why);
  const url = withPrefix(server.url);
  const begin = (): Promise<EventStore> => openKurrent({ url, categories: ['case', 'party'] });
  let store = await begin();
  return {
    store,
    async reopen() {
      await store.close();
      store = await begin();
      return store;
    },
    cleanup: () => store.close(),
  };
}

if ('why' in server) {
  it.skip(`a KurrentDB server keeps the contract [left out: ${server.why}]`, () => undefined);
} else {
  afterAll(() => server.stop());
  storeContract('a KurrentDB server', open, { appendBoundaries: false, knowsIds: false, tellsRepeats: false });
  transactContract('a KurrentDB server', open);
}
