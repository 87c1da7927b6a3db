// The import of a whole book in a process of its own: facts per second and peak memory.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Imports the book at `path`, or a made one of its shape, then rebuilds the read side; each in a fresh process. */
export async function importBook(path, quick) {
  const child = fileURLToPath(new URL('./import-child.js', import.meta.url));
  const result = spawnSync(process.execPath, [child, path ?? '', quick ? 'quick' : ''], {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout.trim().split('\n').pop());
}
