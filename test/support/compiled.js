// The program compiled from the sources of this moment, as it is installed: bin, build, packages. Tests in processes of
// their own run it, so that they never meet an older build; what one of them compiled the next one finds here.
import { createHash, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled, COMPILER } from './typescript.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['src', 'projections'];
/** What nobody used for so long is removed, milliseconds. */
const KEPT = 6 * 3_600_000;

/** @returns the folder: bin/, dist/, examples/, node_modules/, package.json */
export async function compiledCheckout() {
  const home = join(tmpdir(), `quittance-compiled-${userInfo().uid}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const files = sources();
  const folder = join(home, digestOf(files));
  if (!existsSync(folder)) {
    removeOld(home);
    const made = `${folder}.${randomUUID()}`;
    compile(files, made);
    // Loaded here and not above: where all is there already, nobody waits for the bundler.
    const { buildProgram } = await import('../../bin/build-program.js');
    await buildProgram(made);
    writeFileSync(join(made, 'dist/modules.js'), listOf(files));
    await buildProgram(made, 'modules.js', 'modules');
    try {
      renameSync(made, folder);
    } catch (error) {
      // Another process was first: its tree is of the same sources.
      rmSync(made, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const now = new Date();
  utimesSync(folder, now, now);
  return folder;
}

/** Paths of what is compiled or copied, without specs and fixtures. */
function sources() {
  const all = ROOMS.flatMap((room) =>
    readdirSync(join(CHECKOUT, room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  );
  return all.filter((file) => /(?<!\.spec|\.d)\.ts$|\.(?:yaml|json)$|kurrent\/[^/]+\.js$/.test(file)).sort();
}

function digestOf(files) {
  const hash = createHash('sha256').update(JSON.stringify([CHECKOUT, COMPILER]));
  const others = [...readdirSync(join(CHECKOUT, 'bin')).map((file) => join('bin', file)), 'package.json'];
  for (const file of [...files, ...others]) {
    const { mtimeMs, size } = statSync(join(CHECKOUT, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 24);
}

/**
 * What dist/modules/ is built from, for processes of tests that load some modules (`test/faults/base.js`): the program's
 * main(), and each module by its path, loaded when it is asked for. Only src/main.ts runs when it is loaded.
 */
function listOf(files) {
  const modules = files.filter((file) => /^src\/.*(?<!\.fixture|src\/main)\.ts$/.test(file));
  const lines = modules
    .map((file) => file.replace(/\.ts$/, '.js'))
    .map((file) => `'${file}': () => import('./${file}'),`);
  return ["export { main } from './src/cli/main.js';", 'export const modules = {', ...lines, '};', ''].join('\n');
}

function removeOld(home) {
  for (const name of readdirSync(home)) {
    const folder = join(home, name);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (Date.now() - mtimeMs > KEPT) rmSync(folder, { recursive: true, force: true });
  }
}

function compile(files, folder) {
  const made = files.map((file) => join(folder, 'dist', file));
  for (const place of new Set(made.map((file) => dirname(file)))) mkdirSync(place, { recursive: true });
  files.forEach((file, i) => {
    const source = join(CHECKOUT, file);
    if (file.endsWith('.ts')) copyFileSync(compiled(source).code, made[i].replace(/\.ts$/, '.js'));
    else copyFileSync(source, made[i]);
  });
  cpSync(join(CHECKOUT, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(CHECKOUT, 'package.json'), join(folder, 'package.json'));
  if (existsSync(join(CHECKOUT, 'examples'))) symlinkSync(join(CHECKOUT, 'examples'), join(folder, 'examples'));
  symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
}
