// F6 and F7: kill -9 a sealing process at random moments, and let two of them seal one ledger. Every checkpoint that was
// seen must still be there, none may contradict another, and a full audit must find nothing.
import { once } from 'node:events';
import { mkdtempSync, rmSync, closeSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load, random, start } from './base.js';
import { openSealed, ORIGIN } from './sealed-ledger.js';

/** Kills on one ledger before a fresh one is begun. */
const RUNS_PER_LEDGER = 5;

/** @returns the exit code: 0 when nothing was lost or forked, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const next = random(Number(values.seed));
  const sum = { checkpoints: 0, lost: 0, forks: 0, differences: 0, stops: 0 };
  let folder;
  for (let run = 0; run < Number(values.runs); run++) {
    if (run % RUNS_PER_LEDGER === 0) {
      if (folder) rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'quittance-seal-kill-'));
    }
    const seen = await killedSealer(folder, values.from, next);
    add(sum, await judge(folder, values.from, seen));
  }
  if (folder) rmSync(folder, { recursive: true });
  const refused = await twoSealers(values, sum);
  const { checkpoints, lost, forks, differences, stops } = sum;
  process.stdout.write(
    `seal: kills ${values.runs}, checkpoints ${checkpoints}, lost ${lost}, forks ${forks}, differences ${differences}, stops ${stops}, second sealer ${refused ? 'refused' : 'NOT REFUSED'}, seed ${values.seed}\n`,
  );
  return lost + forks + differences + stops === 0 && refused && checkpoints > 0 ? 0 : 1;
}

function add(sum, found) {
  for (const [name, value] of Object.entries(found)) sum[name] += value;
}

async function killedSealer(folder, from, next) {
  const printed = join(folder, 'seen.txt');
  const out = openSync(printed, 'w');
  const child = start('seal-writer.js', ['--data', folder, '--from', from], ['ignore', out, 'inherit']);
  closeSync(out);
  const exited = once(child, 'exit');
  if (next() > 0.1) while (child.exitCode === null && readFileSync(printed).length === 0) await sleep(2);
  await sleep(next() * 300);
  child.kill('SIGKILL');
  const [code] = await exited;
  if (code !== null) throw new Error(`the sealer ended by itself, with code ${code}`);
  const lines = readFileSync(printed, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => line.split(' ')).map(([size, note]) => [size, Buffer.from(note, 'base64').toString()]);
}

/** Opens the ledger again, seals what is left, and holds it against what was seen. */
async function judge(folder, from, seen) {
  const { audit } = await load(from, 'sealer/audit/audit.js');
  const ledger = await openSealed({ data: folder, from });
  const found = { checkpoints: seen.length, lost: 0, forks: 0, differences: 0, stops: 0 };
  try {
    if (!(await ledger.sealer.sealNow({ heads: true }))) return { ...found, stops: 1 };
    const published = await publishedIn(ledger.store, from);
    found.forks = published.length - new Set(published.map(([size]) => size)).size;
    const notes = new Map(published);
    found.lost = seen.filter(([size, note]) => notes.get(size) !== note).length;
    const { store, sealer } = ledger;
    const report = await audit({
      store,
      db: sealer.db,
      tiles: sealer.tiles,
      origin: ORIGIN,
      keys: sealer.signer.vkeys(),
    });
    for (const { what, detail } of report.differences) process.stdout.write(`${what} ${detail}\n`);
    found.differences = report.differences.length;
    return found;
  } finally {
    await ledger.sealer.close();
    await ledger.store.close();
  }
}

async function publishedIn(store, from) {
  const { CheckpointStream } = await load(from, 'sealer/checkpoint-stream.js');
  const found = [];
  for await (const { note, checkpoint } of new CheckpointStream(store, ORIGIN).from(0)) {
    found.push([String(checkpoint.size), note]);
  }
  return found;
}

/** F7: two sealers with folders of their own over one ledger. With `--sabotage no-cas` the second one gets through. */
async function twoSealers({ from, sabotage }, sum) {
  const [data, other] = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'quittance-seal-two-')));
  const { Sealer } = await load(from, 'sealer/sealer.js');
  const ledger = await openSealed({ data, from, sabotage });
  const second = new Sealer({ ...ledger.sealer['parts'], folder: other, alarm: () => undefined });
  try {
    await ledger.put(10);
    await ledger.sealer.open();
    await second.open();
    await ledger.sealer.sealNow();
    await ledger.put(3);
    await second.sealNow();
    const published = await publishedIn(ledger.store, from);
    sum.forks += published.length - 1;
    return second.stopped?.reason === 'second-sealer';
  } finally {
    await ledger.sealer.close();
    await second.close();
    await ledger.store.close();
    for (const folder of [data, other]) rmSync(folder, { recursive: true });
  }
}
