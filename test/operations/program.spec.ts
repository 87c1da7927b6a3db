/** The program as it is built: one file, V8's code for it, and the licences of the packages in it (docs/adr/0031). */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledCheckout } from '../support/compiled.js';

let checkout: string;
const built = (name: string): string => join(checkout, 'dist/program', name);

beforeAll(async () => {
  checkout = await compiledCheckout();
});

it.each([[[]], [['--max-semi-space-size=32']]])(
  'is loaded with the code that was kept for it, started with %j',
  (flags) => {
    const [loader, place] = ['bin/load-program.js', 'dist/program/'].map(
      (path) => pathToFileURL(join(checkout, path)).href,
    );
    const text = `
    const { loadProgram } = await import('${loader}');
    const { exports, script } = loadProgram(new URL('${place}/'));
    console.log(JSON.stringify([typeof exports.main, script ? script.cachedDataRejected : false]));`;
    const args = [...flags, '--input-type=module', '--eval', text];
    expect(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))).toEqual(['function', false]);
  },
);

it('may be read by whoever may read the build', () => {
  expect(statSync(built('.')).mode).toBe(statSync(join(checkout, 'dist')).mode);
  expect(statSync(built('main.cjs')).mode).toBe(statSync(built('LICENSES.txt')).mode);
});

it('brings the licence of each package that was taken in, and takes in none that stays apart', () => {
  const licences = readFileSync(built('LICENSES.txt'), 'utf8').split(/\n\n-{80}\n\n/);
  const named = licences.map((text) => /^(\S+) \d+\.\d+\.\S+ \(\S.*\)(?:\n|$)/.exec(text)?.[1]);
  expect(named).toEqual(expect.arrayContaining(['@nestjs/core', 'commander', 'fastify', 'kysely', 'rxjs']));
  expect(named).not.toContain(undefined);
  for (const apart of ['better-sqlite3', 'pdfkit', '@opentelemetry/api']) expect(named).not.toContain(apart);
});
