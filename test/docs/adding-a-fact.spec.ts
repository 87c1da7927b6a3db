/** Follows `docs/adding-a-fact.md` in a copy of the project: its steps must compile, keep the rules and pass. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const COPIED = [
  'bin',
  'src',
  'projections',
  'test',
  'docs',
  'examples',
  'README.md',
  'package.json',
  'tsconfig.json',
  'jest.config.js',
  '.dependency-cruiser.cjs',
];

interface Step {
  readonly path: string;
  /** Undefined: the file is created. */
  readonly after?: string;
  readonly code: string;
}

const STEP = /^\*\*(?:Create|In) `([^`]+)`\*\*(?:, after the line `(.+)`, add)?\n```ts\n([\s\S]*?)^```$/gm;

function steps(): Step[] {
  const page = readFileSync('docs/adding-a-fact.md', 'utf8');
  return [...page.matchAll(STEP)].map(([, path, after, code]) => ({
    path: path as string,
    after,
    code: code as string,
  }));
}

function follow(folder: string, { path, after, code }: Step): void {
  const file = join(folder, path);
  if (after === undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    return;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const places = lines.flatMap((line, i) => (line === after ? [i] : []));
  expect({ path, after, places: places.length }).toEqual({ path, after, places: 1 });
  lines.splice((places[0] as number) + 1, 0, code.replace(/\n$/, ''));
  writeFileSync(file, lines.join('\n'));
}

function run(folder: string, command: string, ...args: string[]): void {
  try {
    execFileSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

it('can be followed to the letter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-fact-'));
  try {
    for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    const all = steps();
    expect(all.length).toBeGreaterThan(30);
    for (const step of all) follow(folder, step);
    const node = process.execPath;
    run(folder, node, 'node_modules/typescript-7/bin/tsc', '--noEmit', '-p', 'tsconfig.json');
    run(
      folder,
      node,
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      'projections',
      '--config',
      '.dependency-cruiser.cjs',
    );
    const jest = ['--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
    run(folder, node, ...jest, '-i', 'mediation', 'src/http/dto', 'audit-history/sentences/sentences');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 900_000);
