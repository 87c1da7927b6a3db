/** `quittance reporting …`. */
import type { Command } from 'commander';
import type { GrantOptions, RevokeOptions } from '../answers/reporting.js';
import { example, runs } from '../runs.js';

export function reportingCommands(program: Command): void {
  const group = program
    .command('reporting')
    .description('the SQL views for reporting services (PostgreSQL only), and who reads them');
  const setup = group
    .command('setup')
    .description('make the views and the role of their readers, or bring them up to date');
  example(setup, 'quittance reporting setup').action(
    runs(async (cli) => (await import('../answers/reporting.js')).reportingSetup(cli)),
  );
  const grant = group
    .command('grant <login>')
    .description('let a login of the database, which must exist, read the views; adds to what it sees');
  example(
    grant
      .option('--portfolio <names...>', 'these portfolios: names or ids')
      .option('--all', 'every portfolio, also those to come'),
    'quittance reporting grant bi_cards --portfolio cards-2026 loans',
    'quittance reporting grant bi_group --all',
  ).action(
    runs(async (cli, login: string, options: GrantOptions) =>
      (await import('../answers/reporting.js')).reportingGrant(cli, login, options),
    ),
  );
  const revoke = group.command('revoke <login>').description('take the views, or some portfolios, away from a login');
  example(
    revoke.option('--portfolio <names...>', 'only these portfolios: names or ids'),
    'quittance reporting revoke bi_cards',
    'quittance reporting revoke bi_cards --portfolio loans',
  ).action(
    runs(async (cli, login: string, options: RevokeOptions) =>
      (await import('../answers/reporting.js')).reportingRevoke(cli, login, options),
    ),
  );
  const list = group.command('list').description('the logins that read the views, and what they see');
  example(list, 'quittance reporting list').action(
    runs(async (cli) => (await import('../answers/reporting.js')).reportingList(cli)),
  );
}
