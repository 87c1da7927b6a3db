/** `quittance events tail`. */
import type { Command } from 'commander';
import type { TailOptions } from '../answers/events-tail.js';
import { example, runs } from '../runs.js';

export function eventCommands(program: Command): void {
  const group = program.command('events').description('the facts of the ledger, in store order');
  const tail = group.command('tail').description('the last facts, or those after a position');
  example(
    tail
      .option('--follow', 'go on as facts arrive; with --json one document a line')
      .option('--after <position>', 'begin after this position; 0 is the beginning')
      .option('--type <type>', 'only facts of this type')
      .option('--lines <number>', 'how many of the last facts', '20'),
    'quittance events tail',
    'quittance events tail --follow --type PaymentReceived',
  ).action(
    runs(async (cli, options: TailOptions) => (await import('../answers/events-tail.js')).eventsTail(cli, options)),
  );
}
