/** `quittance demo`. */
import type { Command } from 'commander';
import type { DemoOptions } from '../demo/demo.js';
import { example, runs } from '../runs.js';
import { listens } from './serve.js';

export const DEMO_DATA = './demo-data';

export function demoCommand(program: Command): void {
  const command = program
    .command('demo')
    .description(`load the sample book (300 cases, every kind of fact) into ${DEMO_DATA}, and serve it`);
  example(
    listens(command).option('--no-serve', 'end after loading'),
    'quittance demo',
    'quittance demo --no-serve --data /tmp/demo',
  ).action(
    runs(async (cli, options: DemoOptions) => (await import('../demo/demo.js')).demo(cli, options), {
      QUITTANCE_DATA: DEMO_DATA,
    }),
  );
}
