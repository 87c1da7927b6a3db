/** A witness is killed, and restored from a backup, in short. The long run is `npm run faults -- witness`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));

function witness(...options: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, 'witness', '--from', 'src', ...options], {
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

it('signs one history and forgets nothing when it is killed, and notices that it was restored', () => {
  const { status, text } = witness('--runs', '4', '--seed', '3');
  expect({ status, text }).toEqual({
    status: 0,
    text: expect.stringMatching(/forks 0, forgotten 0, restored refused/),
  });
});

it('would notice a witness that answers before it has written', () => {
  const { status, text } = witness('--runs', '4', '--seed', '3', '--sabotage', 'answer-first');
  expect({ status, text }).toEqual({ status: 1, text: expect.stringMatching(/forks [1-9]\d*|forgotten [1-9]/) });
});
