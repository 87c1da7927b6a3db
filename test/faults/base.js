// What the fault tests share: which code they test, how they start a second process, and random numbers from a seed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOTS = { dist: new URL('../../dist/src/', import.meta.url), src: new URL('../../src/', import.meta.url) };
const HOOK = new URL('./ts-hook.js', import.meta.url);

/**
 * Loads a module of the product.
 * @param {'dist' | 'src'} from the build, or the sources (compiled while they are loaded)
 * @param {string} path below src/, e.g. `store/sqlite/sqlite.store.js`
 */
export async function load(from, path) {
  const root = ROOTS[from];
  if (!root) throw new Error(`--from is "${from}"; it must be dist or src`);
  if (from === 'src') await import(HOOK.href);
  else if (!existsSync(root)) throw new Error('There is no build. Run `npm run build` first.');
  return import(new URL(path, root).href);
}

/**
 * Starts a script of this folder in its own process.
 * @param {string} script file name
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 */
export function start(script, args, stdio) {
  return spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], { stdio });
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
