// The process that F6 kills: it records facts and seals them, and prints each checkpoint once it is published.
import { parseArgs } from 'node:util';
import { openSealed } from './sealed-ledger.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, from: { type: 'string' }, sabotage: { type: 'string' } },
});
const { store, sealer, put } = await openSealed(values);
if (!(await sealer.open())) {
  process.stderr.write(`the sealer stopped: ${sealer.stopped?.message}\n`);
  process.exit(3);
}
const known = await store.readAll(0, 1);
if (known.length === 0) await put(20);
for (let round = 0; ; round++) {
  await put(1 + (round % 40));
  if (!(await sealer.sealNow({ heads: round % 7 === 0 }))) {
    process.stderr.write(`the sealer stopped: ${sealer.stopped?.message}\n`);
    process.exit(3);
  }
  process.stdout.write(`${sealer.published.size} ${Buffer.from(sealer.published.note).toString('base64')}\n`);
}
