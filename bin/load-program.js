// The program as `npm run build` made it: one file, and V8's code for it (bin/build-program.js).
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import './v8-flags.js';

/**
 * @param {URL} place the folder with `main.cjs` and, beside it, `main.code`
 * @returns {{ exports: { main(args: readonly string[]): Promise<void> }, script?: vm.Script }} undefined: nothing is built
 */
export function loadProgram(place) {
  const file = fileURLToPath(new URL('main.cjs', place));
  if (!existsSync(file)) return undefined;
  const require = module.createRequire(file);
  // From Node 22.1 on Node keeps what it compiled by itself.
  if (module.enableCompileCache) return { exports: require(file) };
  const source = module.wrap(readFileSync(file, 'utf8'));
  // Code of another version of V8, or for other flags, is not taken: then the source is compiled. The room for short-lived
  // objects (bin/quittance.js) was set up with the heap and stays; 0 is what the flag is where nobody gives it.
  setFlagsFromString('--max-semi-space-size=0');
  const script = new vm.Script(source, { filename: file, cachedData: codeIn(new URL('main.code', place)) });
  const loaded = { exports: {} };
  script.runInThisContext()(loaded.exports, require, loaded, file, dirname(file));
  return { exports: loaded.exports, script };
}

function codeIn(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
