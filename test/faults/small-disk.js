// A small disk in memory, where this user may mount one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEGABYTES = 16;
/** Left over when it is filled: room for a few small writes and no more. */
const LEFT_BYTES = 96 * 1024;

/** @returns `written to the end`, or why there was no such disk */
export async function withSmallDisk(work) {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-small-'));
  const options = ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder];
  if (spawnSync('mount', options).status !== 0) {
    rmSync(folder, { recursive: true });
    return 'left out (this user may not mount one)';
  }
  const ballast = join(folder, 'ballast');
  try {
    await work({
      folder,
      fill() {
        const { bavail, bsize } = statfsSync(folder);
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - LEFT_BYTES)));
      },
      empty: () => rmSync(ballast),
    });
    return 'written full';
  } finally {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  }
}
