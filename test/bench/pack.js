// The audit pack of a case of 1,000 facts that lie among 14,000 others: made (chapters, tables and proofs; no HTML, no PDF) and verified.
import { join } from 'node:path';
import { drive, load, median, newLedger, ROUNDS } from './kit.js';

const { CASE } = await load('src/ledger/ledger.js');
const { ReadSide } = await load('projections/read/read-side.js');
const { makePack } = await load('src/audit-pack/make-pack.js');
const { Spool } = await load('src/audit-pack/spool.js');
const { sourceOf } = await load('src/seal/bytes.js');
const { parsePolicy, policyOfLog } = await load('src/seal/policy.js');
const { verifyPack } = await load('src/seal/verify/verify-pack.js');

const FACTS = 1_000;
/** Facts of the case between two runs of other cases. */
const STRETCH = 10;

async function caseAmongOthers(ledger, others) {
  const { runtime, portfolio } = ledger;
  const { transactor, ids } = runtime;
  const id = ids.stream('case', [portfolio, 'a long case']);
  let sent = 0;
  const run = async (command) => {
    const outcome = await transactor.run(CASE, id, { command, cmd: `long-${++sent}`, by: 'local:bench' });
    if (outcome.kind !== 'done') throw new Error(`${command.type}: ${outcome.message}`);
    return outcome.revision + 1;
  };
  const day = (i) =>
    `2025-${String(1 + (Math.floor(i / 28) % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
  await run({ type: 'OpenCase', portfolio, ref: 'a long case', currency: 'EUR', occurredAt: '2025-01-01' });
  let facts = await run({ type: 'RegisterDebt', balances: { principal: 50_000_000 }, occurredAt: '2025-01-01' });
  for (let i = 0; facts < FACTS; i++) {
    // Four facts: a payment has its allocation behind it.
    await run({ type: 'AddNote', text: `note ${i}: asked to be called in the evening`, occurredAt: day(i) });
    await run({ type: 'RecordContact', channel: 'phone', occurredAt: `${day(i)}T14:05:00+01:00` });
    facts = await run({ type: 'RecordPayment', amount: 1_000 + i, occurredAt: day(i) });
    if (i % STRETCH === 0) await drive(ledger, { count: Math.ceil(others / (FACTS / 4 / STRETCH)), tag: `o${i}-` });
  }
  return { id, facts };
}

export async function packBench(quick) {
  const ledger = await newLedger();
  const { runtime, portfolio } = ledger;
  const { id, facts } = await caseAmongOthers(ledger, quick ? 200 : 2_000);
  await runtime.sealer.sealNow({ heads: true });
  await runtime.projector.catchUp();
  const { store, readDb, projector, clock } = runtime;
  const read = new ReadSide(store, readDb, projector, clock);
  const request = { kind: 'case', portfolio, cases: [id], discloses: true, fresh: false, without: ['html', 'pdf'] };
  const policy = parsePolicy(policyOfLog(...runtime.sealer.signer.vkeys()));
  const [made, verified] = [[], []];
  let bytes = 0;
  const nothing = () => undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const pieces = [];
    const spool = new Spool(join(runtime.config.data, `bench-${round}.spool`));
    const work = {
      spool,
      write: (piece) => pieces.push(piece),
      onProgress: nothing,
      onSubjects: nothing,
      proceed: nothing,
    };
    let start = performance.now();
    await makePack(runtime, read, request, work);
    made.push(performance.now() - start);
    spool.close();
    const file = Buffer.concat(pieces);
    bytes = file.length;
    start = performance.now();
    const { ok } = await verifyPack(sourceOf(file), { policy });
    verified.push(performance.now() - start);
    if (!ok) throw new Error('the pack does not verify');
  }
  await ledger.close();
  return { facts, bytes, made: median(made), verified: median(verified) };
}
