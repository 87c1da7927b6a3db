// What the fault tests share: which code they test, how they start a second process, and random numbers from a seed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const BUILD = new URL('../../dist/src/', import.meta.url);

/**
 * Loads a module of the product.
 * @param {'dist' | 'src'} from the build, or the sources of this moment
 * @param {string} path below src/, e.g. `store/sqlite/sqlite.store.js`
 */
export async function load(from, path) {
  if (from !== 'src' && from !== 'dist') throw new Error(`--from is "${from}"; it must be dist or src`);
  const found = from === 'src' && asOne ? (await modules())[`src/${path}`] : undefined;
  if (found) return found();
  const root = from === 'src' ? pathToFileURL(join(await compiledOnce(), 'dist/src/')) : BUILD;
  if (!existsSync(root)) throw new Error('There is no build. Run `npm run build` first.');
  return import(new URL(path, root).href);
}

let asOne = false;
let one;

/**
 * From now on this process takes the modules of the sources from one file (docs/adr/0031): for whoever opens a whole
 * ledger, which is 3,600 files one by one and most of a second of CPU. Who needs few of them is faster without.
 */
export function asOneFile() {
  asOne = true;
}

/** The modules of the sources by path. */
function modules() {
  one ??= Promise.all([compiledOnce(), import('../../bin/load-program.js')]).then(
    ([folder, { loadProgram }]) => loadProgram(pathToFileURL(join(folder, 'dist/modules/'))).exports.modules,
  );
  return one;
}

let checkout;

/** The folder of the sources, compiled, as they were when this run first asked: the processes that it starts use the same. */
export function compiledOnce() {
  // Only where it is wanted: the compiler is no package of the product.
  checkout ??=
    process.env.FAULTS_COMPILED ??
    import('../support/compiled.js').then(async ({ compiledCheckout }) => {
      process.env.FAULTS_COMPILED = await compiledCheckout();
      return process.env.FAULTS_COMPILED;
    });
  return checkout;
}

/** The connection that writes ledger.db, whatever counts and traces around its store. */
export function sessionOf({ wholeStore }) {
  let store = wholeStore;
  while (store.inner) store = store.inner;
  return store.session;
}

/**
 * Starts a script of this folder in its own process.
 * @param {string} script file name
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 * @param {Record<string, string>} env settings beside those of this process
 */
export function start(script, args, stdio, env = {}) {
  return spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio,
    env: { ...process.env, ...env },
  });
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The body that a writer gives the event with this id: whoever knows the id can check every byte. */
export function bodyOf(id) {
  return JSON.stringify({ id, note: `é👍${id.repeat(8)}` });
}
