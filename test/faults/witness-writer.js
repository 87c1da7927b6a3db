// The process that the witness's fault test kills: a witness over HTTP. Prints its port once it listens.
import { parseArgs } from 'node:util';
import { load } from './base.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, from: { type: 'string' }, sabotage: { type: 'string' } },
});
const { openWitness } = await load(values.from, 'witness/witness-folder.js');
const { witnessServer } = await load(values.from, 'witness/witness-server.js');
const open = openWitness(values.data, { clock: Date, alarm: () => undefined });
if (values.sabotage === 'answer-first') {
  // The signature goes out, and what was signed is written a moment later.
  const { db } = open;
  const sign = db.sign.bind(db);
  db.sign = (origin, state) => {
    setTimeout(() => sign(origin, state), 60);
    return db.given() + 1;
  };
}
const server = witnessServer(open, (line) => process.stderr.write(`${line}\n`));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
