/** Builds and runs the Go program that checks packs with other people's code. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('./go/main.go', import.meta.url));
/** Where Debian's golang-golang-x-mod-dev puts its sources. */
const GOPATH = '/usr/share/gocode';

/** Why the program cannot be built here; undefined where it can. */
export function noGo(): string | undefined {
  if (spawnSync('go', ['version']).status !== 0) return 'there is no go (Debian: golang-go)';
  if (existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog'))) return undefined;
  return 'there is no golang.org/x/mod (Debian: golang-golang-x-mod-dev)';
}

/** @returns the path of the program. */
export function buildForeign(folder: string): string {
  const program = join(folder, 'foreign');
  const env = { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '', GOCACHE: join(folder, 'cache') };
  execFileSync('go', ['build', '-o', program, SOURCE], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return program;
}

export interface Asked {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function foreignPack(program: string, ...args: readonly string[]): Asked {
  return spawnSync(program, ['pack', ...args], { encoding: 'utf8' });
}

/** All questions in one process. @returns an answer each: `ok`, or `no: …`. */
export function foreignLines(program: string, vkey: string, lines: readonly object[]): string[] {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program, ['lines', vkey], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`the Go program ended with ${status}: ${stderr}`);
  return stdout.split('\n').slice(0, -1);
}
