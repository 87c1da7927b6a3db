// One call of a kind fails, then the next one in another run, and so on, until a run makes no more of them: first each call
// by itself, then each call and all behind it. The calls of the real process are failed by strace.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './base.js';
import { compare } from './compare.js';
import { traced } from './strace.js';

const APPENDS = 8;
const SWEEPS = { fsync: ['fsync,fdatasync', 'EIO'], write: ['pwrite64', 'EIO'], full: ['pwrite64', 'ENOSPC'] };

/**
 * @param {(failure: { calls: string, error: string, when: string }) => Promise<boolean>} run answers whether the call was reached
 * @param {{ step?: number, first?: number }} [how] takes only every so many-th call
 */
export async function sweep(calls, error, run, { step = 1, first = 1 } = {}) {
  for (const lasting of ['', '+']) {
    for (
      let call = first;
      await run({ calls, error, when: `${call}${lasting}`, lasting: lasting !== '' });
      call += step
    );
  }
}

/** What makes strace fail those calls and write down every one of them. */
export function injecting({ calls, error, when }, trace, more = []) {
  const all = [calls, ...more].join(',');
  return ['-o', trace, '-e', `trace=${all}`, '-e', `inject=${calls}:error=${error}:when=${when}`];
}

/** Lets every call of a kind fail while a store is written; every acknowledged event must be there afterwards. */
export async function sweepStore(name, from) {
  const [calls, error] = SWEEPS[name];
  const { SqliteStore } = await load(from, 'store/sqlite/sqlite.store.js');
  const sum = { runs: 0, acked: 0, unknown: 0, refused: 0, faults: [] };
  await sweep(calls, error, (failure) => oneRun(SqliteStore, failure, from, sum));
  return sum;
}

async function oneRun(SqliteStore, failure, from, sum) {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-disk-'));
  const [said, trace] = [join(folder, 'said.txt'), join(folder, 'trace.txt')];
  const args = ['--file', join(folder, 'ledger.db'), '--from', from, '--appends', String(APPENDS)];
  await traced(injecting(failure, trace), 'steady-writer.js', args, said);
  const lines = linesOf(said);
  const hit = readFileSync(trace, 'utf8').includes('(INJECTED)');
  const { faults, acked, unknown, refused } = await judged(SqliteStore, folder, lines, failure.lasting);
  rmSync(folder, { recursive: true });
  if (!hit) return false;
  sum.runs++;
  sum.acked += acked.length;
  sum.unknown += unknown;
  sum.refused += refused;
  sum.faults.push(...faults.map((fault) => `${failure.calls} ${failure.error} ${failure.when}: ${fault}`));
  return true;
}

async function judged(SqliteStore, folder, lines, lasting) {
  const said = (what) => lines.filter(([first]) => first === what);
  const acked = said('ack').map(([, stream, revision, id]) => ({ stream, revision, id }));
  const tried = new Set(said('try').map(([, id]) => id));
  const { faults, known } = await compare(SqliteStore, join(folder, 'ledger.db'), acked);
  for (const id of known.keys()) if (!tried.has(id)) faults.push(`phantom: ${id}`);
  const [unknown, refused] = [said('unknown').length, said('refused').length];
  // One failure is survived: it comes before the ledger is open, or its append is settled by resending.
  if (!lasting && said('open').length > 0 && acked.length !== APPENDS) faults.push(`only ${acked.length} acknowledged`);
  if (lasting && unknown + refused > 0 && lines.at(-1)?.[0] === 'ack') faults.push('acknowledged while the disk fails');
  // "No room" is a promise that nothing was written, also to whoever opens the ledger next.
  const lastId = said('try').at(-1)?.[1];
  if (lines.at(-1)?.[0] === 'refused' && unknown === 0 && known.has(lastId)) {
    faults.push(`refused, yet written: ${lastId}`);
  }
  return { faults, acked, unknown, refused };
}

export function linesOf(said) {
  const lines = readFileSync(said, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => line.split(' '));
}
