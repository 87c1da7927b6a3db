// Copies one ledger file into another, and prints a line whenever more of it was written.
import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from './base.js';

const { values } = parseArgs({
  options: {
    source: { type: 'string' },
    target: { type: 'string' },
    from: { type: 'string', default: 'dist' },
    sabotage: { type: 'string' },
  },
});

const { SqliteStore } = await load(values.from, 'store/sqlite/sqlite.store.js');
const { copyStore } = await load(values.from, 'store/copy/copy.js');
const source = SqliteStore.open({ file: values.source, readonly: true });
const target = SqliteStore.open({ file: values.target });
const progress = (phase, position) => {
  if (phase === 'copying') writeSync(1, `${position}\n`);
};
const outcome = await copyStore({ source: source, target: sabotaged(target), progress });
await target.close();
await source.close();
if (outcome.kind !== 'copied') throw new Error(outcome.detail);

// The sabotage shows that the check can fail: events go one by one, and a kill may fall between two of one append.
function sabotaged(store) {
  if (values.sabotage !== 'one-by-one') return store;
  return {
    readAll: (...args) => store.readAll(...args),
    append: async (stream, events, expected) => {
      let at = expected;
      let result;
      for (const event of events) {
        result = await store.append(stream, [event], at);
        at = result.revision;
      }
      return result;
    },
  };
}
