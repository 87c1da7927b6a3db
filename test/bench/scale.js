// What grows with the ledger and what must not (docs/scale.md): ledgers of 1, 3 and 10 million facts, grown once and kept, and
// the same work done on each of them in turn. `npm run bench -- scale --help` says how.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './kit.js';
import { loadLedgers } from './scale-load.js';
import { FOLLOWING, openKept, QUIET } from './scale-measure.js';

const { default: Database } = await import('#sqlite');

export const SCALE_HELP = `npm run bench -- scale [--quick] [--keep=FOLDER] [--sizes=1000000,3000000,10000000] [--load-only | --measure-only] [--rounds=5]
  Grows one ledger and keeps a copy at each size: FOLDER/1000000, …  (35 GB and some 25 minutes on a quiet machine). What was
  begun goes on where it stopped. Then measures on all copies in turn: some 4 minutes. Without --keep it is all deleted.
  --measure-only adds some 20,000 facts to each copy.`;

const SIZES = [1_000_000, 3_000_000, 10_000_000];
const SIZES_QUICK = [20_000, 50_000, 100_000];
/** What must cost the same in a large ledger. */
const FLAT = /^(append|balance|case as of|audit history)/;
export const FLAT_MAX = 1.3;
/** Rounds that are not counted, and how many more of those that have a bar: one case is read in a tenth of a millisecond. */
const WARM_UP = 12;
const FLAT_ROUNDS = 4;
/** What is done as often as the folding of what it has added. */
const GROWS = /512 callers/;

/** @param {(line: string) => void} tell hears of each step */
export async function scaleBench(options, tell) {
  const { quick, keep, rounds = quick ? 2 : 5 } = options;
  const sizes = options.sizes ?? (quick ? SIZES_QUICK : SIZES);
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'quittance-scale-'));
  try {
    if (!options.measureOnly) await loadLedgers(folder, sizes, tell);
    if (options.loadOnly) return [];
    return await measured(
      sizes.map((size) => join(folder, String(size))),
      rounds,
      tell,
    );
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Each piece of work: its cost on each ledger, and the median over the rounds of last to first. */
async function measured(folders, rounds, tell) {
  const ledgers = [];
  const results = new Map();
  try {
    for (const folder of folders) {
      ledgers.push(await openKept(folder));
      const { start } = ledgers[ledgers.length - 1];
      const megabytes = Math.round(process.memoryUsage.rss() / 1024 ** 2);
      tell(
        `${folder}: ready after ${seconds(start.readyMs)}, sealer after ${seconds(start.sealedMs)} more; ${megabytes} MB`,
      );
      for (const line of tablesOf(folder)) tell(line);
    }
    const rows = [];
    // A server that has been up for a while has the upper levels of each index in memory: so have these.
    const flat = QUIET.filter(({ name }) => FLAT.test(name) && !GROWS.test(name));
    await roundsOf(flat, ledgers, WARM_UP, new Map(), 1_000);
    await roundsOf(flat, ledgers, rounds * FLAT_ROUNDS, results, 2_000);
    await roundsOf(
      QUIET.filter((work) => !flat.includes(work)),
      ledgers,
      rounds,
      results,
    );
    for (const { runtime } of ledgers) runtime.projector.start();
    await roundsOf(FOLLOWING, ledgers, rounds, results);
    for (const { name, unit } of [...QUIET, ...FOLLOWING]) {
      const byLedger = results.get(name);
      const ratio = median(byLedger[0].map((first, i) => (byLedger[byLedger.length - 1][i] ?? first) / first));
      rows.push({ name, unit, costs: byLedger.map(median), ratio, bar: FLAT.test(name) ? FLAT_MAX : undefined });
    }
    return rows;
  } finally {
    for (const { runtime } of ledgers) await runtime.close();
  }
}

/** @param first number of the first round: each round has cases of its own */
async function roundsOf(works, ledgers, rounds, results, first = 0) {
  for (let round = first; round < first + rounds; round++) {
    // Who goes first alternates: a machine that slows down or warms up favours nobody.
    const order = ledgers.map((_, i) => (round % 2 === 0 ? i : ledgers.length - 1 - i));
    for (const { name, run } of works) {
      if (!results.has(name))
        results.set(
          name,
          ledgers.map(() => []),
        );
      for (const i of order) {
        // What the work before has appended is folded first, but where folding is the work.
        if (!name.startsWith('fold')) await ledgers[i].runtime.projector.catchUp();
        const costs = await run(ledgers[i], round);
        if (costs.length > 0) results.get(name)[i].push(median(costs));
      }
    }
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Megabytes of each file, and of its largest tables and indexes. */
function tablesOf(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => {
      const db = new Database(join(folder, name), { readonly: true });
      const sql =
        'SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE aggregate = 1 GROUP BY name ORDER BY bytes DESC LIMIT 6';
      const largest = db
        .prepare(sql)
        .all()
        .map((one) => `${one.name} ${megabytes(one.bytes)}`);
      db.close();
      return `  ${name} ${megabytes(statSync(join(folder, name)).size)} MB: ${largest.join(', ')}`;
    });
}

const megabytes = (bytes) => Math.round(bytes / 1024 ** 2).toLocaleString('en');
