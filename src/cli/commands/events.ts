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
      .option('--type <types...>', 'only facts of these types')
      .option('--portfolio <name>', 'only facts of this portfolio, by name or id')
      .option('--question <name>', "only facts that this read table is folded from, such as 'balances'")
      .option('--category <kind>', "only facts of streams of this kind: 'case', 'party', 'portfolio'")
      .option('--as-of <date>', 'V: only facts effective by this day (YYYY-MM-DD); all where left out')
      .option('--known-at <when>', 'K: only facts known then (an instant, a date or an event id)')
      .option('--lines <number>', 'how many of the last facts', '20'),
    'quittance events tail',
    'quittance events tail --follow --type PaymentReceived PaymentReversed',
    'quittance events tail --portfolio lakeside-cards --known-at 2026-06-30 --json',
  ).action(
    runs(async (cli, options: TailOptions) => (await import('../answers/events-tail.js')).eventsTail(cli, options)),
  );
}
