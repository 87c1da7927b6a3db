// Lets plain Node load the TypeScript of this repository: `node --import ./test/faults/ts-hook.js x.js`. Tests that need
// a second process use it, so that they never test an older build. It loads itself into the loader thread.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { compiled } from '../support/typescript.js';

if (isMainThread) register(import.meta.url);

/** `./x.js` means `./x.ts` where there is no `./x.js`. */
export async function resolve(specifier, context, next) {
  if (/^(\.|file:).*\.js$/.test(specifier)) {
    const { href } = new URL(specifier, context.parentURL);
    const url = href.replace(/\.js$/, '.ts');
    if (!existsSync(new URL(href)) && existsSync(new URL(url))) return { url, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await readFile(compiled(fileURLToPath(url)).code), shortCircuit: true };
}
