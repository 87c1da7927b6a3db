// Watching and failing the system calls of a real process, by strace. Where it is absent, or may not trace, tests say so and skip.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What automake's tests answer for "skipped". */
export const SKIPPED = 77;

/** Whether this machine can trace. */
export function canTrace() {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
}

/** Says that a suite is skipped, where this machine cannot trace. */
export function skipWithoutStrace(suite) {
  if (canTrace()) return false;
  process.stdout.write(`${suite}: skipped, strace is not installed or may not trace here\n`);
  return true;
}

/**
 * Runs a script of this folder under strace, to its end.
 * @param {string[]} options of strace
 * @param {string} script file name
 * @param {string[]} args of the script
 * @param {string} said file that gets what it prints
 * @returns its exit code; null when a signal ended it
 */
export async function traced(options, script, args, said) {
  const out = openSync(said, 'w');
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn('strace', ['-f', '-qq', ...options, process.execPath, '--no-warnings', path, ...args], {
    stdio: ['ignore', out, process.env.FAULTS_LOUD ? 'inherit' : 'ignore'],
  });
  closeSync(out);
  const [code] = await once(child, 'exit');
  return code;
}
