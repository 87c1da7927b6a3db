// The process whose power is cut: it records commands, seals, closes and opens again, and prints what it was promised:
// `ack <event id> …` and `sealed <size> <checkpoint in base64>`. With `--sabotage` one of its files is flushed too seldom.
import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sessionOf } from './base.js';
import { openOffice } from './office.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    from: { type: 'string' },
    cases: { type: 'string' },
    sabotage: { type: 'string' },
  },
});
const ROUNDS = 3;
/** Few pages, so that logs are copied back into their files while it runs. */
const CHECKPOINT_PAGES = 60;

const cases = Math.ceil(Number(values.cases) / ROUNDS);
for (let round = 0; round < ROUNDS; round++) {
  const office = await openOffice(values);
  const { runtime } = office;
  loosen(runtime);
  await runtime.sealer.open();
  let done = 0;
  for (const each of office.commands(cases, round * cases)) {
    const outcome = await office.send(each);
    if (outcome.kind !== 'done') throw new Error(`${each.cmd}: ${outcome.message}`);
    writeSync(1, `ack ${outcome.events.join(' ')}\n`);
    if (++done % 5 === 0) await seal(runtime, done % 15 === 0);
  }
  await runtime.projector.catchUp();
  await seal(runtime, true);
  await runtime.close();
}

async function seal({ sealer }, heads) {
  if (!(await sealer.sealNow({ heads }))) throw new Error(`the sealer stopped: ${sealer.stopped?.message}`);
  writeSync(1, `sealed ${sealer.published.size} ${Buffer.from(sealer.published.note).toString('base64')}\n`);
}

/** Lets the logs be copied back often, and takes the guard away that `--sabotage` names. */
function loosen(runtime) {
  const { keys, sealer } = runtime;
  const ledger = (pragma) => sessionOf(runtime).pragma(pragma);
  ledger(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  keys.db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (values.sabotage === 'ledger-normal') ledger('synchronous = NORMAL');
  if (values.sabotage === 'keys-normal') keys.db.pragma('synchronous = NORMAL');
  if (values.sabotage !== 'seal-normal') return;
  const open = sealer.open.bind(sealer);
  sealer.open = async () => {
    const opened = await open();
    if (sealer.db) sealer.db.flush = () => undefined;
    return opened;
  };
}
