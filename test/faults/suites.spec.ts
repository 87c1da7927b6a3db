/** F2, F3, F4, F5, F8, F19, F20 and F21 in short, most of them with their guard and without it. The long runs: docs/faults.md. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));
/** What a suite answers where strace is absent or may not trace. */
const SKIPPED = 77;

async function run(...args: string[]): Promise<{ status: number; text: string }> {
  const child = spawn(process.execPath, ['--no-warnings', RUN, ...args, '--from', 'src']);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (some: string) => (text += some));
  child.stderr.setEncoding('utf8').on('data', (some: string) => (text += some));
  const [status] = (await once(child, 'close')) as [number];
  return { status, text };
}

/** Runs a suite as it is and without a guard, one beside the other. */
async function bothWays(suite: string, options: string[], sabotage: string): Promise<void> {
  const [guarded, bare] = await Promise.all([run(suite, ...options), run(suite, ...options, '--sabotage', sabotage)]);
  if (guarded.status === SKIPPED) return expect(guarded.text).toMatch(/skipped, strace/);
  expect({ status: guarded.status, text: guarded.text }).toEqual({ status: 0, text: guarded.text });
  expect({ status: bare.status, text: bare.text }).toEqual({ status: 1, text: bare.text });
}

it('F2: after a power cut everything acknowledged is there; with synchronous=NORMAL it is not', () =>
  bothWays('power', ['--images', '15', '--cases', '6', '--seed', '4'], 'ledger-normal'));

it('F3: a flush that fails acknowledges nothing, and its command sent again is recorded once', async () => {
  const { status, text } = await run('disk', '--sweep', 'commands', '--step', '60', '--seed', '37');
  if (status === SKIPPED) return expect(text).toMatch(/skipped, strace/);
  expect({ status, text }).toEqual({ status: 0, text });
});

it('F4: a full file answers 507 and all goes on afterwards', async () => {
  const { status, text } = await run('full', '--short', '--files', 'keys.db,read.db');
  expect({ status, text }).toEqual({ status: 0, text });
});

it('F5: every change of what is stored is found; by SQLite alone it is not', () =>
  bothWays('rot', ['--mutants', '12', '--cases', '4', '--seed', '3'], 'sqlite-only'));

it('F8: what is derived comes out as it was; from another fact it does not', () =>
  bothWays('rebuild', ['--cases', '6', '--seed', '2'], 'change-fact'));

it('F19: a second opening is rejected; without the digest it is accepted', () =>
  bothWays('commitment', ['--attacks', '4', '--seed', '1'], 'no-digest'));

it('F20: a copy that is killed again and again ends equal, append for append; event by event it does not', () =>
  bothWays('copy', ['--runs', '1', '--events', '6000', '--seed', '5'], 'one-by-one'));

it('F21: a backup and a restore that are killed are whole or not there, while the ledger is written', async () => {
  const { status, text } = await run('backup', '--runs', '2', '--cases', '20', '--kills', '2', '--seed', '7');
  expect({ status, text }).toEqual({ status: 0, text });
});
