/** `quittance settlement …`. */
import type { Command } from 'commander';
import type { SettlementListOptions } from '../answers/settlement-list.js';
import { example, reads, runs } from '../runs.js';

export function settlementCommands(program: Command): void {
  const group = program.command('settlement').description('ask about settlements');
  const list = group.command('list').description('the settlements, and what became of each');
  example(
    reads(list)
      .option('--limit <number>', 'settlements on a page (1 to 1000)', '50')
      .option('--after <cursor>', "'next' of the page before")
      .option('--stage <stage>', 'OFFERED, ACCEPTED, PAID, COMPLETED or LAPSED'),
    'quittance settlement list --stage LAPSED',
  ).action(
    runs(async (cli, options: SettlementListOptions) =>
      (await import('../answers/settlement-list.js')).settlementList(cli, options),
    ),
  );
}
