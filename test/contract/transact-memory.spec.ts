/** What the write side keeps of streams in memory: by their facts, not only by their number. */
import { CASE } from '../../src/ledger/ledger.js';
import { Transactor } from '../../src/ledger/transact.js';
import { openKeysDb } from '../../src/privacy/keys-db.js';
import { MemoryStore } from '../../src/store/memory/memory.store.js';
import { PassingStore } from '../../src/store/passing.js';
import type { StoredEvent } from '../../src/store/port.js';
import { Desk, done, request } from '../support/desk.js';

class ReadsCounted extends PassingStore {
  readonly read: string[] = [];

  override readStream(stream: string, from: number, max: number): Promise<readonly StoredEvent[]> {
    this.read.push(stream);
    return super.readStream(stream, from, max);
  }
}

it('forgets other streams for a long one, and keeps that one while it is written', async () => {
  const keys = openKeysDb(':memory:');
  const store = new ReadsCounted(new MemoryStore());
  const { portfolio, ports } = await new Desk(store, keys).begin();
  const transactor = new Transactor(store, ports, { factsCached: 5 });
  const caseOf = (ref: string): string => ports.ids.stream('case', [portfolio, 'ref', ref]);
  const write = async (ref: string, ...notes: string[]): Promise<boolean> => {
    store.read.length = 0;
    for (const text of notes) {
      const sent = request({ type: 'AddNote', text }, `${ref} ${text}`);
      done(await transactor.run(CASE, caseOf(ref), sent));
    }
    return store.read.includes(caseOf(ref));
  };
  for (const ref of ['B', 'C']) {
    done(await transactor.run(CASE, caseOf(ref), request({ type: 'OpenCase', portfolio, ref }, ref)));
  }
  expect(await write('B', '1', '2')).toBe(false);
  expect(await write('C', '1')).toBe(false);
  // Eight facts: longer than all may be together, and still not read for each of its facts.
  expect(await write('C', '2', '3', '4', '5', '6', '7')).toBe(false);
  expect(await write('B', '3')).toBe(true);
  expect(await write('C', '8')).toBe(true);
  await store.close();
  await keys.close();
});
