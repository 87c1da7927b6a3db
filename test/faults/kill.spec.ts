/** F1 in short: kill -9 during appends. The long run is `npm run faults -- kill`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));

function kill(...options: string[]): { status: number | null; acked: number; lost: number; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, 'kill', '--from', 'src', ...options], {
    encoding: 'utf8',
  });
  const [, acked, lost] = /acked (\d+), lost (\d+)/.exec(stdout) ?? [];
  return { status, acked: Number(acked), lost: Number(lost), text: stdout + stderr };
}

it('keeps every acknowledged event when the writer is killed at random moments', () => {
  const { status, acked, lost, text } = kill('--runs', '5');
  expect({ status, lost, text }).toEqual({ status: 0, lost: 0, text });
  expect(acked).toBeGreaterThan(0);
});

it('would notice a loss: with acknowledgements before the commit it finds one', () => {
  const { status, lost } = kill('--runs', '5', '--seed', '1', '--sabotage', 'early-ack');
  expect(status).toBe(1);
  expect(lost).toBeGreaterThan(0);
});
