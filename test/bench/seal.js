// The seal: what it costs the import and the append to be sealed while they run, how late a checkpoint is, and how fast
// a full audit goes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drive, fine, FINE_FACTS, load, median, newLedger, openRuntime, readConfig } from './kit.js';

const { audit } = await load('src/sealer/audit/audit.js');
const { loadMapping, runImport } = await load('src/intake/index.js');
const ROUNDS = 3;

/** Facts a second of the same work with the sealer off and on, in turn; and the lag of each checkpoint made meanwhile. */
async function withAndWithout(work) {
  const rounds = [];
  const lags = [];
  for (let round = 0; round < ROUNDS; round++) {
    const rates = {};
    for (const on of round % 2 === 0 ? [false, true] : [true, false]) {
      const ledger = await newLedger();
      if (on) ledger.runtime.sealer.start();
      ledger.runtime.sealer.onPublished = (seconds) => lags.push(seconds);
      globalThis.gc?.();
      const began = performance.now();
      const facts = await work(ledger);
      rates[on] = (facts / (performance.now() - began)) * 1000;
      await ledger.close();
    }
    rounds.push({ off: rates[false], on: rates[true], ratio: rates[true] / rates[false] });
  }
  const of = (name) => median(rounds.map((round) => round[name]));
  lags.sort((a, b) => a - b);
  return { off: of('off'), on: of('on'), ratio: of('ratio'), p99: lags[Math.floor(lags.length * 0.99)] ?? 0 };
}

export function sealedAppend(quick) {
  const count = quick ? 5_000 : 15_000;
  return withAndWithout(async (ledger) => {
    await drive(ledger, { count, commands: fine });
    return count * FINE_FACTS;
  });
}

/** @param book path of a log */
export function sealedImport(book) {
  return withAndWithout(async ({ runtime }) => {
    const { facts } = await runImport(runtime, {
      file: book,
      mapping: loadMapping('traffic-fines-xes'),
      by: 'local:bench',
    });
    return facts;
  });
}

/** A full audit of a made book: facts a second of one core's time, so that other work on the machine does not count. */
export async function auditBench(quick) {
  const ledger = await newLedger();
  const count = quick ? 3_000 : 15_000;
  await drive(ledger, { count, commands: fine });
  const { runtime } = ledger;
  await runtime.sealer.sealNow({ heads: true });
  const { sealer, wholeStore: store, config } = runtime;
  const parts = {
    store,
    db: sealer.db,
    tiles: sealer.tiles,
    origin: sealer.signer.origin,
    keys: sealer.signer.vkeys(),
  };
  const rates = [];
  let facts = 0;
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc?.();
    const began = process.cpuUsage();
    const report = await audit(parts);
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1e6;
    if (report.differences.length > 0) throw new Error(JSON.stringify(report.differences[0]));
    facts = report.facts;
    rates.push(facts / seconds);
  }
  await ledger.close();
  return { facts, perSecond: median(rates) };
}
