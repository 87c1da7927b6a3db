// The process whose flushes fail: it opens a ledger, sends the commands of one case and seals. Prints what it learns of each:
// `done <command>`, `unknown <command>`, `failed <command>`; the trace shows when it said so.
import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openOffice } from './office.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, from: { type: 'string' }, sabotage: { type: 'string' } },
});
/** Instead of 15 seconds: the time for which an unknown outcome is met by resending. */
const SETTLE_MS = 200;

const office = await openOffice(values);
const { runtime } = office;
runtime.transactor.settleMs = SETTLE_MS;
if (values.sabotage === 'ack-unknown') believeAll(runtime.store);
writeSync(1, 'open\n');
for (const each of office.commands(1)) {
  const outcome = await office.send(each).catch((error) => ({ kind: 'failed', why: error.code }));
  const what = outcome.kind === 'done' ? 'done' : outcome.why === 'unknown-outcome' ? 'unknown' : 'failed';
  writeSync(1, `${what} ${each.cmd}\n`);
  if (outcome.kind === 'refused') throw new Error(`${each.cmd}: ${outcome.message}`);
}
writeSync(1, `sealed ${await runtime.sealer.sealNow({ heads: true })}\n`);
await runtime.close();

/** The sabotage shows that the check can fail: a store that takes "I cannot say" for "it is there". */
function believeAll(store) {
  const append = store.append.bind(store);
  store.append = async (stream, events, expected) => {
    const result = await append(stream, events, expected);
    if (result.kind !== 'unknown') return result;
    const revision = (expected === 'no-stream' ? -1 : expected) + events.length;
    return { kind: 'appended', revision, position: 1_000_000, repeated: false };
  };
}
