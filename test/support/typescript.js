// TypeScript to JavaScript for whatever tests run: the suites themselves, and programs that they start. What was compiled
// once is kept in a folder of the user below the system's temporary one, under the digest of its source.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';

const require = createRequire(import.meta.url);
const OPTIONS = {
  swcrc: false,
  configFile: false,
  sourceMaps: true,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};
const { version } = JSON.parse(readFileSync(require.resolve('@swc/core/package.json'), 'utf8'));
/** Other options or another compiler: everything is compiled anew. */
export const COMPILER = `swc ${version} ${JSON.stringify(OPTIONS)}`;
const KEPT = join(tmpdir(), `quittance-typescript-${userInfo().uid}`);
/** What nobody read for so long is removed; looked for once a day, by whoever compiles something. */
const UNUSED_MS = 14 * 86_400_000;
const LOOK_MS = 86_400_000;

/** @returns {{ code: string, map: string }} the files that hold the JavaScript of a TypeScript file and its source map */
export function compiled(path) {
  const source = readFileSync(path, 'utf8');
  const name = basename(path);
  const digest = createHash('sha256').update(`${COMPILER}\0${name}\0${source}`).digest('hex').slice(0, 32);
  const [code, map] = [join(KEPT, `${digest}.js`), join(KEPT, `${digest}.map`)];
  if (!existsSync(code)) {
    mkdirSync(KEPT, { recursive: true, mode: 0o700 });
    removeUnused(KEPT);
    // Loaded here and not above: where all is compiled already, nobody waits for the compiler.
    const made = require('@swc/core').transformSync(source, { ...OPTIONS, filename: path, sourceFileName: name });
    put(map, made.map);
    put(code, made.code);
  }
  return { code, map };
}

/**
 * Removes what nobody read for long, at most once a day. A map is read only where a test fails: it stays with its code.
 * Files that a process left half written go too.
 */
export function removeUnused(folder, now = Date.now()) {
  const mark = join(folder, 'looked');
  if (now - usedAt(mark) < LOOK_MS) return;
  writeFileSync(mark, '');
  const unused = readdirSync(folder).filter((name) => {
    const used = Math.max(usedAt(join(folder, name)), usedAt(join(folder, name.replace(/\.map$/, '.js'))));
    return now - used > UNUSED_MS;
  });
  for (const name of unused) rmSync(join(folder, name), { force: true });
}

/** When a file was last read or written; 0: it is not there. */
function usedAt(path) {
  const { atimeMs = 0, mtimeMs = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return Math.max(atimeMs, mtimeMs);
}

/** Whole or not at all: several processes compile at the same time. */
function put(path, text) {
  const made = `${path}.${randomUUID()}`;
  writeFileSync(made, text);
  renameSync(made, path);
}
