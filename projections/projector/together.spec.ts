/** Who catches up, rebuilds and follows at the same time, and what fails once: no fact is folded twice, and nothing stands still for good. */
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { StoreUnavailable } from '../../src/store/port.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import { dumpOf, someHistory, typesProjection } from './projector.fixture.js';

let ledger: TestLedger;
let ids: string[];

beforeEach(async () => {
  ledger = new TestLedger();
  await ledger.createPortfolio();
  ids = await someHistory(ledger);
  await ledger.openRead();
});

afterEach(() => ledger.close());

const pay = async (...amounts: number[]): Promise<void> => {
  for (const amount of amounts) await ledger.record(ids[0] as string, { type: 'RecordPayment', amount });
};

/** Everything is folded in time, nothing has failed, and the tables are those of a read side that was built alone. */
async function expectWhole(): Promise<void> {
  const { store, projector } = ledger;
  const reached = await projector.reached(await store.head(), 10_000);
  expect(projector.tracks.filter(({ failure }) => failure).map(({ name, failure }) => ({ name, failure }))).toEqual([]);
  expect(reached).toBe(true);
  await ledger.closeRead();
  await ledger.openRead('alone.db');
  await ledger.projector.catchUp();
  expect(await dumpOf(join(ledger.folder, 'read.db'))).toBe(await dumpOf(join(ledger.folder, 'alone.db')));
}

const diskError = (): Error => Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });

/** The next call of a method does what it does and then fails, so that nobody hears that it was done. */
function unheard<K extends 'page' | 'renew'>(method: K): void {
  const { db } = ledger;
  const real = db[method].bind(db) as (...given: unknown[]) => Promise<void>;
  db[method] = async (...given: unknown[]) => {
    db[method] = real;
    await real(...given);
    throw diskError();
  };
}

describe('others work on the tables while the follower does', () => {
  it('folds no page again that somebody else has folded while it waited for its turn', async () => {
    const { store, projector } = ledger;
    await projector.catchUp();
    const subscribe = store.subscribe.bind(store);
    store.subscribe = async function* (...question) {
      for await (const page of subscribe(...question)) {
        await projector.catchUp();
        yield page;
      }
    };
    projector.start();
    await pay(700, 800, 900);
    await ledger.openCase('D');
    await expectWhole();
  });

  it('folds the rest of a page of which somebody else has folded the beginning', async () => {
    const { store, projector } = ledger;
    await projector.catchUp();
    const [subscribe, head] = [store.subscribe.bind(store), store.head.bind(store)];
    const paid = new EventEmitter();
    const isAsked = new Promise<void>((asked) => {
      store.subscribe = async function* (...question) {
        asked();
        await once(paid, 'all');
        for await (const page of subscribe(...question)) {
          const [first] = page;
          store.head = () => Promise.resolve(first?.position ?? 0);
          await projector.catchUp();
          Object.assign(store, { head, subscribe });
          yield page;
        }
      };
    });
    projector.start();
    await isAsked;
    await pay(700, 800, 900);
    paid.emit('all');
    await expectWhole();
  });

  it.each([1, 2, 3, 4])('gives the same tables whatever comes at the same time, round %i', async (round) => {
    const { projector } = ledger;
    projector.start();
    const work = [
      () => pay(100 + round, 200 + round),
      () => projector.catchUp(),
      () => projector.rebuild('balances'),
      () => projector.catchUp(),
      () => projector.rebuildKey('promises', ids[1] as string),
      () => ledger.openCase(`R${round}`),
      () => projector.retry('registers'),
      () => projector.catchUp(),
    ];
    const turned = [...work.slice(round * 2), ...work.slice(0, round * 2)];
    await Promise.all(turned.map((each) => each()));
    await Promise.all([pay(7, 8, 9), projector.catchUp(), projector.rebuild('cases'), projector.catchUp()]);
    await expectWhole();
  });
});

describe('what fails once', () => {
  it('does not fold a page again that was written when somebody who caught up heard that it failed', async () => {
    unheard('page');
    await expect(ledger.projector.catchUp()).rejects.toThrow('disk I/O error');
    await ledger.projector.catchUp();
    await pay(700);
    ledger.projector.start();
    await expectWhole();
  });

  it('folds on where a rebuild failed, whether its tables were dropped or not', async () => {
    const { db, projector } = ledger;
    await projector.catchUp();
    unheard('renew');
    await expect(projector.rebuild('balances')).rejects.toThrow('disk I/O error');
    await projector.catchUp();
    const renew = db.renew.bind(db);
    db.renew = () => {
      db.renew = renew;
      return Promise.reject(diskError());
    };
    await expect(projector.rebuild('registers')).rejects.toThrow('disk I/O error');
    await pay(700);
    projector.start();
    await expectWhole();
  });

  it('follows again after an error that nobody has foreseen, by itself', async () => {
    const { store, projector } = ledger;
    const readAll = store.readAll.bind(store);
    store.readAll = () => {
      store.readAll = readAll;
      return Promise.reject(new Error('no such thing was ever seen'));
    };
    projector.start();
    await pay(700);
    expect(await projector.reached(await store.head(), 10_000)).toBe(false);
    await eventually(async () => projector.position() === (await store.head()));
    await expectWhole();
  });

  it('blames no fact for a store that is away while a fold prepares itself', async () => {
    await ledger.closeRead();
    let isAway = true;
    const preparing = {
      ...typesProjection(1),
      prepare: async () => {
        if (!isAway) return;
        isAway = false;
        throw new StoreUnavailable('the store is away');
      },
    };
    await ledger.openRead('away.db', [...projections(), preparing]);
    await expect(ledger.projector.catchUp()).rejects.toThrow('the store is away');
    await ledger.projector.catchUp();
    expect(ledger.projector.trackOf('types')).toMatchObject({ state: 'live', position: await ledger.store.head() });
  });
});

/** Looks again until it is so; a loaded machine may take its time. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let left = 1_000; left > 0; left--) {
    if (await isSo()) return;
    await new Promise((again) => setTimeout(again, 20));
  }
  throw new Error('it never came to be');
}
