// Appends to a ledger as fast as it can, several streams at once, and prints each event after its acknowledgement.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bodyOf, load } from './base.js';

const LANES = 32;
/** How late the sabotaged writer commits what it has acknowledged: whatever the moment of a kill, something is open. */
const LATE_MS = 20;

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    from: { type: 'string', default: 'dist' },
    sabotage: { type: 'string' },
  },
});

const { SqliteStore } = await load(values.from, 'store/sqlite/sqlite.store.js');
const store = SqliteStore.open({ file: values.file });
await Promise.all(Array.from({ length: LANES }, lane));

async function lane() {
  const stream = `case-${randomUUID()}`;
  for (let revision = -1; ;) {
    const events = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, event);
    // The sabotage shows that the check can fail: an acknowledgement that waits for nothing, and a commit that is late.
    if (values.sabotage === 'early-ack') {
      acknowledge(stream, revision, events);
      await sleep(LATE_MS);
    }
    const { kind, detail } = await store.append(stream, events, revision < 0 ? 'no-stream' : revision);
    if (kind !== 'appended') throw new Error(`${kind}: ${detail}`);
    if (values.sabotage !== 'early-ack') acknowledge(stream, revision, events);
    revision += events.length;
  }
}

function event() {
  const id = randomUUID();
  return { id, type: 'PaymentReceived', data: bodyOf(id), meta: '{}' };
}

// Written without a buffer of ours, to a file: what is printed stays printed after kill -9.
function acknowledge(stream, after, events) {
  writeSync(1, events.map(({ id }, i) => `${stream} ${after + 1 + i} ${id}\n`).join(''));
}
