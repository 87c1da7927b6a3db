// F3, F4: every fsync fails with EIO, and every write with EIO and with ENOSPC: each call in turn, once or from then on.
// The calls of the real process are failed by strace, so it must be installed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from './base.js';
import { compare } from './compare.js';

const APPENDS = 8;
const SWEEPS = { fsync: ['fsync,fdatasync', 'EIO'], write: ['pwrite64', 'EIO'], full: ['pwrite64', 'ENOSPC'] };
const WRITER = fileURLToPath(new URL('./steady-writer.js', import.meta.url));

/** @returns the exit code: 0 when both sweeps are clean, 1 otherwise, 77 without strace */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: { from: { type: 'string', default: 'dist' }, sweep: { type: 'string' } },
  });
}

/** Lets every call of a kind fail in turn, once and from then on, while a store is written. */
export async function sweepStore(name, from) {
  const [calls, error] = SWEEPS[name];
  const { SqliteStore } = await load(from, 'store/sqlite/sqlite.store.js');
  const sum = { runs: 0, acked: 0, unknown: 0, refused: 0, faults: [] };
  for (const lasting of ['', '+']) {
    // The sweep ends with the first run that makes fewer calls than the number of the one to fail.
    for (let call = 1; ; call++) {
      const failure = { calls, error, when: `${call}${lasting}` };
      if (!(await oneRun(SqliteStore, failure, from, sum))) break;
    }
  }
  return sum;
}

/** @returns whether the call was reached */
async function oneRun(SqliteStore, failure, from, sum) {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-disk-'));
  const { lines, hit } = await withFailure(folder, failure, from);
  const said = (what) => lines.filter(([first]) => first === what);
  const acked = said('ack').map(([, stream, revision, id]) => ({ stream, revision, id }));
  const tried = new Set(said('try').map(([, id]) => id));
  const { faults, known } = await compare(SqliteStore, join(folder, 'ledger.db'), acked);
  for (const id of known.keys()) if (!tried.has(id)) faults.push(`phantom: ${id}`);
  const trouble = said('unknown').length + said('refused').length;
  const lasting = failure.when.endsWith('+');
  // One failure is survived: it comes before the ledger is open, or its append is settled by resending.
  if (!lasting && said('open').length > 0 && acked.length !== APPENDS) faults.push(`only ${acked.length} acknowledged`);
  if (lasting && trouble > 0 && lines.at(-1)?.[0] === 'ack') faults.push('acknowledged while the disk fails');
  // "No room" is a promise that nothing was written, also to whoever opens the ledger next.
  const lastId = said('try').at(-1)?.[1];
  if (lines.at(-1)?.[0] === 'refused' && said('unknown').length === 0 && known.has(lastId)) {
    faults.push(`refused, yet written: ${lastId}`);
  }
  rmSync(folder, { recursive: true });
  if (!hit) return false;
  sum.runs++;
  sum.acked += acked.length;
  sum.unknown += said('unknown').length;
  sum.refused += said('refused').length;
  sum.faults.push(...faults.map((fault) => `${failure.calls} ${failure.error} ${failure.when}: ${fault}`));
  return true;
}

async function withFailure(folder, { calls, error, when }, from) {
  const [printed, traced] = [join(folder, 'said.txt'), join(folder, 'trace.txt')];
  const out = openSync(printed, 'w');
  const inject = ['-f', '-qq', '-o', traced, '-e', `trace=${calls}`, '-e'];
  inject.push(`inject=${calls}:error=${error}:when=${when}`);
  const args = [WRITER, '--file', join(folder, 'ledger.db'), '--from', from, '--appends', String(APPENDS)];
  const child = spawn('strace', [...inject, process.execPath, ...args], { stdio: ['ignore', out, 'ignore'] });
  closeSync(out);
  await once(child, 'exit');
  const lines = readFileSync(printed, 'utf8').split('\n').slice(0, -1);
  return { lines: lines.map((line) => line.split(' ')), hit: readFileSync(traced, 'utf8').includes('(INJECTED)') };
}
