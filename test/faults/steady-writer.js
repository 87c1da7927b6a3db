// Appends a fixed number of events, one after the other, to two streams, and resends the same ids after an unknown
// outcome, as the ledger does. Prints what it learns: `open`, `try <id>`, `ack <stream> <revision> <id>`, `unknown`, `refused`.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bodyOf, load } from './base.js';

/** Troubles in a row after which a real process would give up, too. */
const PATIENCE = 8;

const { values } = parseArgs({
  options: { file: { type: 'string' }, from: { type: 'string', default: 'dist' }, appends: { type: 'string' } },
});
const say = (line) => writeSync(1, `${line}\n`);

const { SqliteStore } = await load(values.from, 'store/sqlite/sqlite.store.js');
const store = SqliteStore.open({ file: values.file });
say('open');
const streams = [`case-${randomUUID()}`, `case-${randomUUID()}`];
for (let i = 0; i < Number(values.appends); i++) {
  const stream = streams[i % 2];
  const revision = Math.floor(i / 2);
  const id = randomUUID();
  say(`try ${id}`);
  if (!(await settled(stream, revision, id))) break;
  say(`ack ${stream} ${revision} ${id}`);
}
await store.close();

async function settled(stream, revision, id) {
  const events = [{ id, type: 'PaymentReceived', data: bodyOf(id), meta: '{}' }];
  for (let times = 0; times < PATIENCE; times++) {
    const result = await store.append(stream, events, revision === 0 ? 'no-stream' : revision - 1);
    if (result.kind === 'appended') return true;
    if (result.kind !== 'unknown' && result.reason !== 'no-room') throw new Error(JSON.stringify(result));
    say(`${result.kind === 'unknown' ? 'unknown' : 'refused'} ${result.detail}`);
  }
  return false;
}
