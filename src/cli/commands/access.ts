/** `quittance access …`: who saw what? */
import type { Command } from 'commander';
import type { AccessListOptions } from '../answers/access.js';
import { example, runs } from '../runs.js';

export function accessCommands(program: Command): void {
  const group = program.command('access').description('who saw personal data of whom, and who exported what');
  const list = group.command('list').description('reads and exports, in the order of recording');
  example(
    list
      .option('--party <id>', 'of this party')
      .option('--case <id>', 'of this case')
      .option('--key <id>', 'by this key (id or prefix), or by oidc:<sub>, local:<user>')
      .option('--from <day>', 'on this day (UTC) or later')
      .option('--to <day>', 'on this day (UTC) or earlier')
      .option('--kind <kind>', 'read or export')
      .option('--portfolio <name>', 'name or id of the portfolio')
      .option('--limit <rows>', 'rows on one page')
      .option('--after <cursor>', "'next' of the page before"),
    'quittance access list --from 2026-03-01 --kind export',
    'quittance access list --key qk_51b63b4a2d641bed --json',
  ).action(
    runs(async (cli, options: AccessListOptions) => (await import('../answers/access.js')).accessList(cli, options)),
  );
}
