/** F18 in short: erased values, salts and keys are in no byte of any file. The long run is `npm run faults -- erasure`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));

function erase(...options: string[]): { status: number | null; found: number; text: string } {
  const args = [RUN, 'erasure', '--from', 'src', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const [, found] = /bytes found (\d+)/.exec(stdout) ?? [];
  return { status, found: Number(found), text: stdout + stderr };
}

it('finds nothing of erased people in any file, everything of held ones, and every proof in order', () => {
  const { status, found, text } = erase('--subjects', '10');
  expect({ status, found, text }).toEqual({ status: 0, found: 0, text });
  expect(text).toContain('erased 9, held and refused 1');
});

it('would notice what is left: without secure_delete it finds keys', () => {
  const { status, found } = erase('--subjects', '3', '--sabotage', 'keep-deleted');
  expect(status).toBe(1);
  expect(found).toBeGreaterThan(0);
});
