/** F6 and F7 in short. The long run is `npm run faults -- seal`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));

function seal(...options: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, 'seal', '--from', 'src', ...options], {
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

it('loses and forks no checkpoint when the sealer is killed, and refuses a second sealer', () => {
  const { status, text } = seal('--runs', '4', '--seed', '3');
  expect({ status, text }).toEqual({ status: 0, text: expect.stringMatching(/lost 0, forks 0, .*refused/) });
});

it('would notice a fork: without the compare-and-swap there is one', () => {
  const { status, text } = seal('--runs', '0', '--sabotage', 'no-cas');
  expect({ status, text }).toEqual({ status: 1, text: expect.stringMatching(/forks 1, .*NOT REFUSED/) });
});
