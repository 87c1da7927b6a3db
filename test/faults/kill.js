// F1: kill -9 at random moments during appends, reopen, look for every acknowledged event.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load, random, start } from './base.js';
import { compare } from './compare.js';

/** Runs on one ledger before a fresh one is begun. */
const RUNS_PER_LEDGER = 10;

/** @returns the exit code: 0 when nothing was lost, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const { SqliteStore } = await load(values.from, 'store/sqlite/sqlite.store.js');
  const next = random(Number(values.seed));
  const runs = Number(values.runs);
  const sum = { acked: 0, lost: 0, faults: 0 };
  let folder;
  for (let run = 0; run < runs; run++) {
    if (run % RUNS_PER_LEDGER === 0) {
      if (folder) rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'quittance-kill-'));
    }
    const acked = await killedWriter(folder, values, next);
    const found = await compare(SqliteStore, join(folder, 'ledger.db'), acked);
    for (const fault of found.faults.slice(0, 5)) process.stdout.write(`run ${run}: ${fault}\n`);
    sum.acked += acked.length;
    sum.lost += found.lost;
    sum.faults += found.faults.length;
  }
  if (folder) rmSync(folder, { recursive: true });
  process.stdout.write(
    `kill: runs ${runs}, acked ${sum.acked}, lost ${sum.lost}, other faults ${sum.faults - sum.lost}, seed ${values.seed}\n`,
  );
  return sum.faults === 0 && sum.acked > 0 ? 0 : 1;
}

/** Most kills fall within a quarter of a second of writing, some after a checkpoint, some before the first append. */
async function killedWriter(folder, { from, sabotage }, next) {
  const printed = join(folder, 'acked.txt');
  const out = openSync(printed, 'w');
  const args = ['--file', join(folder, 'ledger.db'), '--from', from, ...(sabotage ? ['--sabotage', sabotage] : [])];
  const child = start('writer.js', args, ['ignore', out, 'inherit']);
  closeSync(out);
  const exited = once(child, 'exit');
  const kind = next();
  if (kind > 0.1) await untilWritten(printed, child);
  await sleep(next() * (kind > 0.9 ? 1500 : 250));
  child.kill('SIGKILL');
  const [code] = await exited;
  if (code !== null) throw new Error(`the writer ended by itself, with code ${code}`);
  // The last line may be cut short by the kill: then it was not acknowledged.
  const lines = readFileSync(printed, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [stream, revision, id] = line.split(' ');
    return { stream, revision: Number(revision), id };
  });
}

async function untilWritten(file, child) {
  while (child.exitCode === null && readFileSync(file).length === 0) await sleep(2);
}
