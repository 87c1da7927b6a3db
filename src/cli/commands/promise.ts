/** `quittance promise …`. */
import type { Command } from 'commander';
import type { PromiseListOptions } from '../answers/promise-list.js';
import { example, reads, runs } from '../runs.js';

export function promiseCommands(program: Command): void {
  const group = program.command('promise').description('ask about promises to pay');
  const list = group.command('list').description('the promise book: what was promised, and what became of it');
  example(
    reads(list)
      .option('--limit <number>', 'promises on a page (1 to 1000)', '50')
      .option('--after <cursor>', "'next' of the page before")
      .option('--outcome <outcome>', 'OPEN, KEPT, PARTIALLY_KEPT, BROKEN, CANCELLED or RENEGOTIATED')
      .option('--due-from <date>', 'due on this day or later')
      .option('--due-to <date>', 'due on this day or earlier')
      .option('--reported', 'beside it, what was reported when each window ended'),
    'quittance promise list --portfolio cards-cn --outcome BROKEN --reported',
  ).action(
    runs(async (cli, options: PromiseListOptions) =>
      (await import('../answers/promise-list.js')).promiseList(cli, options),
    ),
  );
}
