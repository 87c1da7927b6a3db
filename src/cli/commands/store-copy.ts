/** `quittance store copy`. */
import type { Command } from 'commander';
import type { StoreCopyOptions } from '../answers/store-copy.js';
import { example, runs } from '../runs.js';

export function storeCopyCommand(group: Command): void {
  const command = group
    .command('copy')
    .description('copy every event into another store, and check the copy; run again it goes on where it was')
    .requiredOption('--from <url>', 'the store to read: sqlite:<file> or esdb://…; it may be in use')
    .requiredOption('--to <url>', 'the store to write: empty, or the beginning of the same; nobody else writes it');
  example(
    command,
    'quittance store copy --from sqlite:./data/ledger.db --to sqlite:/new/ledger.db',
    "quittance store copy --from sqlite:./data/ledger.db --to 'esdb://localhost:2113?tls=false' --json",
  )
    .addHelpText(
      'after',
      '\nThe facts alone: what must move with them, and in which order, is in docs/moving.md.\n' +
        'Exit codes: 0 the target is the source up to its head when this began, 2 the target is something else,\n' +
        '4 there is no such source, 6 the target is in use, 7 disk full, 31 the source is not what was sealed.',
    )
    .action(
      runs(async (cli, options: StoreCopyOptions) =>
        (await import('../answers/store-copy.js')).storeCopy(cli, options),
      ),
    );
}
