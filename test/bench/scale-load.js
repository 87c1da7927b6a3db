// Grows one ledger to each size and keeps a copy at each: FOLDER/1000000, FOLDER/3000000, … What was begun goes on where it
// stopped: every command is idempotent. Each step is a line in FOLDER/growth.jsonl: facts a second of writing, of folding
// all projections and of sealing, at that size of the ledger, in time of the clock and of the processor.
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRuntime, readConfig } from './kit.js';
import { book, casesOf, createPortfolios, grow } from './scale-book.js';

/** Cases written before the projector and the sealer follow, as beside a server that runs. */
const STEP = 20_000;

export function settingsOf(folder) {
  return readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent', QUITTANCE_RATE_KEY: '0' });
}

/** When the book was begun, and how many of its cases are there. */
export function stateOf(folder) {
  const file = join(folder, 'scale.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { began: Date.now(), cases: 0 };
}

/** @param {(line: string) => void} tell hears of each step */
export async function loadLedgers(folder, sizes, tell) {
  const growing = join(folder, 'growing');
  mkdirSync(growing, { recursive: true });
  for (const size of sizes) {
    const kept = join(folder, String(size));
    if (existsSync(kept)) continue;
    await growTo(growing, size, join(folder, 'growth.jsonl'), tell);
    cpSync(growing, `${kept}.part`, { recursive: true });
    renameSync(`${kept}.part`, kept);
  }
}

async function growTo(folder, size, log, tell) {
  const state = stateOf(folder);
  const runtime = await openRuntime(settingsOf(folder));
  try {
    const made = book(runtime.ids, state.began);
    await createPortfolios(runtime, made);
    for (const until = casesOf(size); state.cases < until;) {
      const [from, to] = [state.cases, Math.min(until, state.cases + STEP)];
      const before = await runtime.store.head();
      const written = await cost(() => grow(runtime, made, from, to));
      const folded = await cost(() => runtime.projector.catchUp());
      const sealed = await cost(() => runtime.sealer.sealNow());
      state.cases = to;
      writeFileSync(join(folder, 'scale.json'), JSON.stringify(state));
      const head = await runtime.store.head();
      const step = { head, facts: head - before, written, folded, sealed, rss: process.memoryUsage.rss() };
      appendFileSync(log, `${JSON.stringify(step)}\n`);
      tell(inWords(step));
    }
    await runtime.sealer.sealNow({ heads: true });
  } finally {
    await runtime.close();
  }
}

/** Milliseconds of the clock and of the processor. */
async function cost(work) {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - begun, cpu: (user + system) / 1000 };
}

function inWords({ head, facts, written, folded, sealed, rss }) {
  const rate = ({ wall, cpu }) => [wall, cpu].map((ms) => Math.round((facts / ms) * 1000)).join(' / ');
  const megabytes = Math.round(rss / 1024 ** 2);
  return `${head} positions: written ${rate(written)}, folded ${rate(folded)}, sealed ${rate(sealed)} facts/s (clock / processor); ${megabytes} MB`;
}
